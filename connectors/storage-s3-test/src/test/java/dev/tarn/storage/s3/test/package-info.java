/** Tests of the S3 storage, alone and below the engine, against a server in the same process. */
package dev.tarn.storage.s3.test;
