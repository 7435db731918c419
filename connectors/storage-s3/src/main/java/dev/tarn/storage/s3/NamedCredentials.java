package dev.tarn.storage.s3;

import dev.tarn.spi.error.TarnException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Credentials whose failures say where they were looked for. */
final class NamedCredentials implements AwsCredentialsProvider {
    /** Tells a failure, which it has as its cause. */
    interface Teller {
        CredentialsException tell(RuntimeException failure);
    }

    private final AwsCredentialsProvider provider;
    private final Teller teller;

    NamedCredentials(AwsCredentialsProvider provider, Teller teller) {
        this.provider = provider;
        this.teller = teller;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (TarnException | CredentialsException e) {
            throw e;
        } catch (RuntimeException e) {
            CredentialsException known = CredentialsException.in(e);
            throw known == null ? teller.tell(e) : known;
        }
    }
}
