-- Statements in the forms that users of Amazon Athena write: one or more of each kind that its user guide shows.

-- databases
CREATE DATABASE shop;
CREATE SCHEMA IF NOT EXISTS `shop-eu` COMMENT "Orders of Europe" LOCATION "s3://lake/shop-eu/" WITH DBPROPERTIES ('owner' = 'Ann', "cost centre" = '42');
ALTER DATABASE shop SET DBPROPERTIES ('owner' = 'Bob', 'since' = '2019');
ALTER SCHEMA shop SET DBPROPERTIES ('owner' = 'Eve');
DROP DATABASE shop;
DROP SCHEMA IF EXISTS shop CASCADE;
SHOW DATABASES;
SHOW SCHEMAS LIKE '.*_raw';
SHOW DATABASES '*-eu|*-us';

-- tables over text
CREATE EXTERNAL TABLE IF NOT EXISTS shop.visits (
  `at` timestamp, page string COMMENT 'path and query', millis int, tags array<string>, facts map<string,double>)
COMMENT 'one a page' PARTITIONED BY (`day` date, country string COMMENT 'two letters')
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' ESCAPED BY '\\' COLLECTION ITEMS TERMINATED BY '\002'
  MAP KEYS TERMINATED BY '\003' LINES TERMINATED BY '\n' NULL DEFINED AS '\\N'
STORED AS TEXTFILE LOCATION 's3://lake/visits/' TBLPROPERTIES ('skip.header.line.count' = '1', 'has_encrypted_data' = 'false');
CREATE EXTERNAL TABLE prices (item string, price string)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
WITH SERDEPROPERTIES ('separatorChar' = ';', 'quoteChar' = "'", 'escapeChar' = '\\') LOCATION 's3://lake/prices/';
CREATE EXTERNAL TABLE lazy (a int, b string,) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '|', 'field.delim' = '|', 'timestamp.formats' = "yyyy-MM-dd'T'HH:mm:ss") LOCATION 's3://lake/lazy/';
CREATE EXTERNAL TABLE multi (a int, b int) ROW FORMAT SERDE 'org.apache.hadoop.hive.contrib.serde2.MultiDelimitSerDe'
WITH SERDEPROPERTIES ("field.delim" = "||") LOCATION 's3://lake/multi/';

-- tables over JSON, Avro, Ion, columns
CREATE EXTERNAL TABLE events (id string, who struct<name:string,`type`:string,roles:array<struct<id:int,since:date>>>)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true', 'dots.in.keys' = 'true', 'case.insensitive' = 'false', 'mapping.id' = 'Id') LOCATION 's3://lake/events/';
CREATE EXTERNAL TABLE deliveries (who string, what array<struct<item:string comment 'its name',n:int>>)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe' WITH SERDEPROPERTIES ('paths' = 'who,what') LOCATION 's3://lake/deliveries/';
CREATE EXTERNAL TABLE readings (sensor int, celsius double)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.avro.AvroSerDe'
WITH SERDEPROPERTIES ('avro.schema.literal' = '{"type": "record", "name": "reading", "fields": [{"name": "sensor", "type": "int"}, {"name": "celsius", "type": ["null", "double"]}]}')
STORED AS AVRO LOCATION 's3://lake/readings/';
CREATE EXTERNAL TABLE ions (id int, body struct<a:int>) ROW FORMAT SERDE 'com.amazon.ionhiveserde.IonHiveSerDe'
WITH SERDEPROPERTIES ('ion.id.path_extractor' = '(key)', 'ion.encoding' = 'TEXT')
STORED AS INPUTFORMAT 'com.amazon.ionhiveserde.formats.IonInputFormat' OUTPUTFORMAT 'com.amazon.ionhiveserde.formats.IonOutputFormat' LOCATION 's3://lake/ions/';
CREATE EXTERNAL TABLE ions2 (id int) STORED AS ION LOCATION 's3://lake/ions2/';
CREATE EXTERNAL TABLE sales (id bigint, sold timestamp, price decimal(12,2), code char(3), note varchar(80), raw binary, tiny tinyint, few smallint, ok boolean, part float)
CLUSTERED BY (id) INTO 16 BUCKETS STORED AS PARQUET LOCATION 's3://lake/sales/' TBLPROPERTIES ("parquet.compression" = "ZSTD", 'compression_level' = 3, 'bucketing_format' = 'spark');
CREATE EXTERNAL TABLE `sales.orc` (id int) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.orc.OrcSerde'
WITH SERDEPROPERTIES ('orc.column.index.access' = 'false') STORED AS ORC LOCATION 's3://lake/orc/' TBLPROPERTIES ("orc.compress" = "ZLIB");
CREATE EXTERNAL TABLE classes (id int) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat' LOCATION 's3://lake/classes/';
CREATE EXTERNAL TABLE 'quoted' (id int) STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat' LOCATION 's3://lake/q/';
CREATE EXTERNAL TABLE `_hidden` (`_id` string, `2nd` string, `with space` string, `cs(referer)` string) LOCATION 's3://lake/h/';

-- logs of services
CREATE EXTERNAL TABLE alb (type string, time string, elb string, client_ip string, client_port int, request_url string, `user_agent` string)
PARTITIONED BY (day STRING) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1', 'input.regex' = '([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*):([0-9]*) \"([^ ]*) (.*) (- |[^ ]*)\" \"([^\"]*)\"( .*)?')
LOCATION 's3://logs/AWSLogs/1/elasticloadbalancing/eu-west-1/'
TBLPROPERTIES ("projection.enabled" = "true", "projection.day.type" = "date", "projection.day.range" = "2023/01/01,NOW",
  "projection.day.format" = "yyyy/MM/dd", "projection.day.interval" = "1", "projection.day.interval.unit" = "DAYS",
  "storage.location.template" = "s3://logs/AWSLogs/1/elasticloadbalancing/eu-west-1/${day}");
CREATE EXTERNAL TABLE trail (eventversion string, useridentity struct<type:string,arn:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string>>>, eventtime string, requestparameters string, resources array<struct<arn:string,accountid:string>>)
PARTITIONED BY (account string, region string, year string) ROW FORMAT SERDE 'com.amazon.emr.hive.serde.CloudTrailSerde'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://logs/AWSLogs/' TBLPROPERTIES ('classification' = 'cloudtrail');
CREATE EXTERNAL TABLE `iis` (`date` string, `time` string, `s-ip` string, `cs(User-Agent)` string)
ROW FORMAT SERDE 'com.amazonaws.glue.serde.GrokSerDe'
WITH SERDEPROPERTIES ('input.format' = '%{DATE:date} %{TIME:time} %{IP:ip} "%{GREEDYDATA:agent}"', 'input.grokCustomPatterns' = 'WORDS \\w+( \\w+)*')
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' LOCATION 's3://logs/iis';
CREATE EXTERNAL TABLE flows (version int, srcaddr string, `start` bigint, `end` bigint, protocol bigint) PARTITIONED BY (`date` date)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ' ' LOCATION 's3://logs/AWSLogs/1/vpcflowlogs/eu-west-1/' TBLPROPERTIES ("skip.header.line.count"="1");
CREATE EXTERNAL TABLE findings (id string, service struct<action:struct<kind:string,port:int>,count:bigint>, resource struct<tags:array<map<string,string>>>)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://logs/findings/' TBLPROPERTIES ('has_encrypted_data' = 'true');
ALTER TABLE flows ADD PARTITION (`date` = '2024-05-06') LOCATION 's3://logs/AWSLogs/1/vpcflowlogs/eu-west-1/2024/05/06';
SELECT day_of_week("date") AS day, srcaddr, count(*) AS n FROM flows WHERE "end" - start > 60 AND protocol = 6 AND "date" > current_date - interval '7' day GROUP BY day_of_week("date"), srcaddr ORDER BY n DESC LIMIT 20;
SELECT useridentity.arn, from_iso8601_timestamp(eventtime) AS happened, json_extract_scalar(requestparameters, '$.bucketName') AS bucket FROM trail WHERE useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND year IN ('2023', '2024');
SELECT r.arn, count(*) FROM trail CROSS JOIN UNNEST(resources) AS t (r) GROUP BY 1 HAVING count(*) > 5;
SELECT regexp_extract(request_url, '[?&]q=([^&]*)', 1), "$path" FROM alb WHERE day >= '2024/01/01' AND NOT regexp_like(user_agent, '(?i)bot');

-- what becomes of tables
ALTER TABLE sales ADD COLUMNS (currency string COMMENT 'ISO 4217', rebate double);
ALTER TABLE sales PARTITION (day = '2024-01-01') ADD COLUMNS (currency string);
ALTER TABLE sales REPLACE COLUMNS (id bigint, price decimal(14,2));
ALTER TABLE sales CHANGE price amount decimal(14,2);
ALTER TABLE sales CHANGE COLUMN amount amount decimal(14,2) COMMENT 'gross' AFTER id;
ALTER TABLE sales ADD IF NOT EXISTS PARTITION (day = '2024-01-01', shop = 7) PARTITION (day = '2024-01-02', shop = 7) LOCATION 's3://lake/x/';
ALTER TABLE sales DROP PARTITION (day = '2024-01-01'), PARTITION (day = '2024-01-02');
ALTER TABLE sales DROP IF EXISTS PARTITION (day < '2020-01-01');
ALTER TABLE sales PARTITION (day = '2024-01-01') RENAME TO PARTITION (day = '2024-01-03');
ALTER TABLE sales PARTITION (day = '2024-01-01') SET LOCATION 's3://lake/y/';
ALTER TABLE sales SET LOCATION 's3://lake/z/';
ALTER TABLE sales SET TBLPROPERTIES ('notes' = "Ann's", 'compression_level' = 4);
MSCK REPAIR TABLE sales;
MSCK REPAIR TABLE `shop-eu`.`visits`;
DROP TABLE IF EXISTS `sales.orc`;
DROP TABLE sales PURGE;
SHOW TABLES;
SHOW TABLES IN shop '*sit*|pr*';
SHOW COLUMNS IN visits FROM shop;
SHOW COLUMNS FROM shop.visits;
SHOW PARTITIONS shop.visits;
SHOW TBLPROPERTIES visits;
SHOW TBLPROPERTIES visits('skip.header.line.count');
SHOW CREATE TABLE "shop"."visits";
SHOW VIEWS;
SHOW VIEWS IN shop LIKE 'v*';
DESCRIBE visits;
DESC shop.visits page;
DESCRIBE FORMATTED shop.visits PARTITION (day = '2024-01-01', country = 'fr');
DESCRIBE EXTENDED visits tags;

-- views
CREATE VIEW recent AS SELECT * FROM visits WHERE day > current_date - interval '3' day;
CREATE OR REPLACE VIEW "2 recent" (page, n) COMMENT 'pages' AS SELECT page, count(*) FROM visits GROUP BY page;
SHOW CREATE VIEW recent;
DESCRIBE recent;
DROP VIEW IF EXISTS shop.recent;
ALTER VIEW recent ADD DIALECT AS SELECT 1;
CREATE PROTECTED MULTI DIALECT VIEW recent SECURITY DEFINER AS SELECT 1;

-- writing
CREATE TABLE top WITH (format = 'PARQUET', write_compression = 'SNAPPY', external_location = 's3://lake/top/', partitioned_by = ARRAY['country'], bucketed_by = ARRAY['page'], bucket_count = 4) AS SELECT page, count(*) AS n, country FROM visits GROUP BY page, country;
CREATE TABLE empty_copy AS SELECT * FROM visits WITH NO DATA;
CREATE TABLE empty_copy WITH NO DATA AS SELECT * FROM visits;
CREATE TABLE buckets WITH (bucketed_by = ARRAY[page], bucket_count = 3) AS SELECT page FROM visits;
CREATE TABLE IF NOT EXISTS shop."top 2" WITH (format = 'TEXTFILE', field_delimiter = ',') AS WITH t AS (SELECT page FROM visits) SELECT page FROM t;
INSERT INTO top SELECT page, 1, 'fr' FROM visits;
INSERT INTO shop.top (page, n) VALUES ('/', 1), ('/a', 2);
UNLOAD (SELECT * FROM visits WHERE country = 'fr') TO 's3://lake/out/' WITH (format = 'AVRO', compression = 'SNAPPY', partitioned_by = ARRAY['day']);

-- prepared statements and plans
PREPARE of_country FROM SELECT page FROM visits WHERE country = ? AND day BETWEEN ? AND ? LIMIT ?;
PREPARE copy FROM INSERT INTO top SELECT page, 1, ? FROM visits;
PREPARE out FROM UNLOAD (SELECT * FROM visits WHERE country = ?) TO 's3://lake/out/' WITH (format = 'JSON');
EXECUTE of_country USING 'fr', DATE '2024-01-01', DATE '2024-01-31', 10;
EXECUTE copy USING 'it''s';
DEALLOCATE PREPARE copy;
EXPLAIN SELECT * FROM visits;
EXPLAIN (TYPE LOGICAL) SELECT * FROM visits;
EXPLAIN (FORMAT GRAPHVIZ) SELECT * FROM visits;
EXPLAIN (TYPE DISTRIBUTED, FORMAT JSON) SELECT * FROM visits;
EXPLAIN (TYPE VALIDATE) INSERT INTO top SELECT page, 1, country FROM visits;
EXPLAIN (TYPE IO, FORMAT JSON) CREATE TABLE x AS SELECT 1 AS a;
EXPLAIN ANALYZE SELECT count(*) FROM visits;
EXPLAIN ANALYZE (FORMAT JSON) SELECT count(*) FROM visits;

-- Iceberg and its kin
CREATE TABLE moves (id bigint, who string, moved timestamp) PARTITIONED BY (who, bucket(8, id), truncate(2, who), month(moved)) LOCATION 's3://lake/moves/' TBLPROPERTIES ('table_type' = 'ICEBERG', 'format' = 'parquet', 'vacuum_max_snapshot_age_seconds' = '60');
CREATE EXTERNAL TABLE deltas LOCATION 's3://lake/deltas/' TBLPROPERTIES ('table_type' = 'DELTA');
CREATE TABLE moves2 WITH (table_type = 'ICEBERG', location = 's3://lake/m/', is_external = false, partitioning = ARRAY['day(moved)', 'bucket(id, 4)']) AS SELECT 1 AS id;
ALTER TABLE moves RENAME TO shop.moves;
ALTER TABLE moves DROP COLUMN who;
ALTER TABLE moves UNSET TBLPROPERTIES ('format');
INSERT INTO moves VALUES (1, 'a', TIMESTAMP '2024-01-01 00:00:00');
UPDATE moves SET who = 'b' WHERE id = 1;
DELETE FROM moves WHERE moved < TIMESTAMP '2020-01-01 00:00:00';
MERGE INTO moves t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
OPTIMIZE moves REWRITE DATA USING BIN_PACK WHERE who = 'a';
VACUUM moves;
SELECT * FROM moves FOR TIMESTAMP AS OF (current_timestamp - interval '1' day);
SELECT * FROM moves FOR VERSION AS OF 42;
SELECT * FROM moves FOR SYSTEM_VERSION AS OF 42;
SELECT * FROM "shop"."moves$history";
SELECT * FROM "moves$partitions" ORDER BY 1;

-- queries
WITH nested AS (SELECT ARRAY[CAST(ROW('Ann', 3) AS ROW(name VARCHAR, n INTEGER)), CAST(ROW('Bob', 4) AS ROW(name VARCHAR, n INTEGER))] AS people) SELECT p.name, p.n FROM nested CROSS JOIN UNNEST(people) AS t (p) WHERE p.n > 3;
WITH d AS (SELECT ARRAY[1, 2, 3] AS a) SELECT a[1], element_at(a, 9), cardinality(a), filter(a, x -> x > 1), transform(a, x -> x * 2), reduce(a, 0, (s, x) -> s + x, s -> s), array_join(a, ' '), slice(a, 1, 2), flatten(ARRAY[a, a]) FROM d;
SELECT map_agg(k, v), MAP(ARRAY['a'], ARRAY[1])['a'], map_keys(m), map_filter(m, (k, v) -> v > 1) FROM t;
SELECT json_extract(j, '$.a[0].b'), json_extract_scalar(j, '$.c'), CAST(json_parse('[1]') AS ARRAY(INTEGER)), JSON '{"a": 1}', json_value(j, 'lax $.d' RETURNING integer DEFAULT 0 ON EMPTY), json_query(j, 'strict $.e' WITH WRAPPER) FROM t;
SELECT ST_DISTANCE(ST_POINT(1.5, 2.5), ST_POINT(3, 4)), ST_CONTAINS(ST_POLYGON('polygon ((1 1, 1 2, 2 2, 1 1))'), ST_POINT(1, 1));
SELECT max(x) OVER (PARTITION BY k ORDER BY y ROWS BETWEEN 3 PRECEDING AND CURRENT ROW), rank() OVER w, lag(x, 1) IGNORE NULLS OVER (ORDER BY y) FROM t WINDOW w AS (ORDER BY y DESC NULLS LAST);
SELECT sum(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM t;
SELECT * FROM (VALUES (1, 2)) AS t (a, b) MATCH_RECOGNIZE (ORDER BY a MEASURES b AS m ONE ROW PER MATCH PATTERN (X+) DEFINE X AS b > 1);
SELECT listagg(x, ', ') WITHIN GROUP (ORDER BY x) FROM t;
SELECT a, b, grouping(a, b), sum(c) FROM t GROUP BY GROUPING SETS ((a, b), (a), ());
SELECT DISTINCT a FROM t WHERE b IN (SELECT b FROM u) AND EXISTS (SELECT 1 FROM u WHERE u.a = t.a) AND c > ALL (SELECT 1) OFFSET 2 ROWS FETCH FIRST 3 ROWS ONLY;
SELECT * FROM t TABLESAMPLE BERNOULLI (10);
SELECT * FROM a FULL JOIN b USING (k) LEFT JOIN c ON c.x = b.x CROSS JOIN LATERAL (SELECT 1) AS d (one);
SELECT a FROM t UNION ALL SELECT b FROM u EXCEPT SELECT 1 INTERSECT VALUES 2;
SELECT "date", "order", timestamp, year, "end", "table" FROM "select" WHERE "user" = 'x' AND comment IS NOT NULL;
SELECT TIMESTAMP '2024-01-01 10:00 Europe/Paris' AT TIME ZONE 'UTC', date_add('day', 1, DATE '2024-01-01'), date_trunc('hour', now()), INTERVAL '1-2' YEAR TO MONTH, EXTRACT(dow FROM current_date), from_unixtime(1700000000);
SELECT * FROM "lambda:hbase".shop.visits JOIN awsdatacatalog.shop.visits AS v ON true;
SELECT * FROM my-catalog.shop.visits;
USING EXTERNAL FUNCTION redact(text VARCHAR) RETURNS VARCHAR LAMBDA 'redactor' SELECT redact(page) FROM visits;
USING EXTERNAL FUNCTION p(n INTEGER) RETURNS DOUBLE SAGEMAKER 'endpoint' SELECT p(1);
SELECT 1 -- a comment
/* and another */ ;
