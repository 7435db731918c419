-- A tour in a minute. Run it from the root of the repository:
--
--   ./tarn -f examples/quickstart.sql
--
-- The lake holds a year of an invented city's bicycle hire: trips in Hive partitions by month, stations, the weather.
-- Another folder than the repository's root? Then the relative paths below want to be absolute.

-- A file is a table without any DDL.
SELECT count(*) AS trips, min(started_at) AS first_trip, max(started_at) AS last_trip
FROM 'examples/lake/trips/**/*.parquet';

-- A folder becomes a table with columns of your choice; the partition directories become columns too.
CREATE SCHEMA bikes;

CREATE EXTERNAL TABLE bikes.trips (
  trip_id bigint,
  started_at timestamp,
  ended_at timestamp,
  from_station int,
  to_station int,
  rider string,
  bike string,
  distance_km double,
  fare decimal(8, 2)
)
PARTITIONED BY (year int, month int)
STORED AS PARQUET
LOCATION 'examples/lake/trips';

CREATE EXTERNAL TABLE bikes.stations (
  station_id int,
  name string,
  district string,
  docks smallint,
  opened date,
  latitude double,
  longitude double
)
STORED AS PARQUET
LOCATION 'examples/lake/stations';

CREATE EXTERNAL TABLE bikes.weather (
  day date,
  temperature float,
  rain_mm float,
  wind string
)
STORED AS PARQUET
LOCATION 'examples/lake/weather';

SHOW TABLES IN bikes;

-- Aggregates over a join: which districts earn the most, and how often does a bike not come back?
SELECT
  s.district,
  count(*) AS trips,
  sum(t.fare) AS revenue,
  round(avg(t.distance_km), 2) AS average_km,
  count(*) FILTER (WHERE t.ended_at IS NULL) AS never_returned
FROM bikes.trips t
JOIN bikes.stations s ON t.from_station = s.station_id
GROUP BY s.district
ORDER BY revenue DESC;

-- A view, a left join and a CASE: do people ride in the rain?
CREATE VIEW bikes.days AS
SELECT CAST(started_at AS date) AS day, count(*) AS trips
FROM bikes.trips
GROUP BY CAST(started_at AS date);

SELECT
  CASE
    WHEN w.rain_mm IS NULL THEN 'not measured'
    WHEN w.rain_mm = 0 THEN 'dry'
    WHEN w.rain_mm < 5 THEN 'some rain'
    ELSE 'wet'
  END AS sky,
  count(*) AS days,
  sum(d.trips) AS trips
FROM bikes.days d
LEFT JOIN bikes.weather w ON d.day = w.day
GROUP BY 1
ORDER BY days DESC, sky;

-- The longest trips that ended at the Lighthouse.
WITH lighthouse AS (
  SELECT station_id FROM bikes.stations WHERE name = 'Lighthouse'
)
SELECT t.trip_id, s.name AS from_station, t.bike, t.distance_km
FROM bikes.trips t
JOIN bikes.stations s ON t.from_station = s.station_id
WHERE t.to_station IN (SELECT station_id FROM lighthouse) AND t.distance_km IS NOT NULL
ORDER BY t.distance_km DESC, t.trip_id
LIMIT 5;

-- Two days of July are in one partition of twelve and one file of two, and its row groups are sorted by time:
-- the plan says what was read, and what was not.
EXPLAIN ANALYZE
SELECT rider, count(*) AS trips, sum(fare) AS revenue
FROM bikes.trips
WHERE year = 2025 AND month = 7
  AND started_at >= TIMESTAMP '2025-07-01 00:00:00' AND started_at < TIMESTAMP '2025-07-03 00:00:00'
GROUP BY rider;
