package dev.tarn.benchmarks.lake;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Locale;
import java.util.SplittableRandom;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes a year of an invented city's bicycle hire as Parquet: {@code trips} in Hive partitions by month, sorted by
 * their start, several row groups a file; {@code stations}; {@code weather}. NULLs stand where life leaves gaps: a bike
 * that was never returned, a station of unknown size, a day without a rain gauge. The same seed gives the same rows.
 *
 * <p>Usage: {@code ExampleLake FOLDER}; files of an earlier run are replaced.
 */
public final class ExampleLake {
    private static final long SEED = 20_250_101;
    private static final int YEAR = 2025;
    private static final int TRIPS_PER_MONTH = 3_000;
    private static final int ROW_GROUP_ROWS = 2_048;
    private static final int FIRST_STATION = 101;
    private static final String[] STATION_NAMES = {
        "Harbour", "Old Town Hall", "Łódź Square", "University", "North Gate", "Mill Lane", "Opera", "Botanical Garden",
        "Central Station", "Fish Market", "Riverside", "Observatory", "Stadium", "Hospital", "Città Alta", "Lighthouse",
        "Tram Depot", "Museum", "Castle Hill", "Boathouse", "Technical School", "Cemetery", "Søndre Bridge", "Airport"
    };
    private static final String[] DISTRICTS = {"Centre", "North", "East", "Lakeside"};

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Path folder;
    private final DuckDBConnection connection;

    private ExampleLake(Path folder, DuckDBConnection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /** Writes the lake into the folder that is the only argument. */
    public static void main(String[] args) throws IOException, SQLException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: ExampleLake FOLDER");
        }
        write(Path.of(args[0]));
    }

    /** Writes the lake into {@code folder}, which is created where it is missing. */
    public static void write(Path folder) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            ExampleLake lake = new ExampleLake(folder, connection.unwrap(DuckDBConnection.class));
            lake.execute("SET threads = 1");
            lake.writeStations();
            lake.writeWeather();
            lake.writeTrips();
        }
    }

    private void writeStations() throws IOException, SQLException {
        execute("CREATE TABLE stations (station_id INTEGER, name VARCHAR, district VARCHAR, docks SMALLINT,"
                + " opened DATE, latitude DOUBLE, longitude DOUBLE)");
        try (DuckDBAppender rows = connection.createAppender("stations")) {
            for (int station = 0; station < STATION_NAMES.length; station++) {
                rows.beginRow();
                rows.append(FIRST_STATION + station);
                rows.append(STATION_NAMES[station]);
                rows.append(DISTRICTS[station % DISTRICTS.length]);
                if (station % 7 == 5) {
                    rows.appendNull();
                } else {
                    rows.append((short) (12 + 2 * random.nextInt(15)));
                }
                rows.append(LocalDate.of(2018 + random.nextInt(6), 1 + random.nextInt(12), 1 + random.nextInt(28)));
                rows.append(rounded(46.5 + 0.05 * random.nextDouble()));
                rows.append(rounded(8.2 + 0.08 * random.nextDouble()));
                rows.endRow();
            }
        }
        copy("SELECT * FROM stations", folder.resolve("stations/stations.parquet"));
    }

    private void writeWeather() throws IOException, SQLException {
        execute("CREATE TABLE weather (day DATE, temperature REAL, rain_mm REAL, wind VARCHAR)");
        String[] winds = {"calm", "light", "fresh", "strong"};
        try (DuckDBAppender rows = connection.createAppender("weather")) {
            LocalDate end = LocalDate.of(YEAR + 1, 1, 1);
            for (LocalDate day = LocalDate.of(YEAR, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
                rows.beginRow();
                rows.append(day);
                rows.append((float) (Math.round(10 * (season(day) * 20 - 2 + 6 * random.nextDouble())) / 10.0));
                if (random.nextInt(40) == 0) {
                    rows.appendNull();
                } else {
                    rows.append(random.nextInt(3) == 0 ? random.nextInt(200) / 10f : 0f);
                }
                rows.append(winds[random.nextInt(winds.length)]);
                rows.endRow();
            }
        }
        copy("SELECT * FROM weather", folder.resolve("weather/weather.parquet"));
    }

    private void writeTrips() throws IOException, SQLException {
        execute("CREATE TABLE trips (trip_id BIGINT, started_at TIMESTAMP, ended_at TIMESTAMP, from_station INTEGER,"
                + " to_station INTEGER, rider VARCHAR, bike VARCHAR, distance_km DOUBLE, fare DECIMAL(8, 2))");
        long firstId = 1;
        for (int month = 1; month <= 12; month++) {
            YearMonth of = YearMonth.of(YEAR, month);
            int trips = (int) (TRIPS_PER_MONTH * (0.5 + season(of.atDay(15))));
            execute("DELETE FROM trips");
            appendTrips(of, firstId, trips);
            firstId += trips;
            String partition = String.format(Locale.ROOT, "trips/year=%d/month=%d", YEAR, month);
            copyTrips("started_at < TIMESTAMP '" + of.atDay(16) + " 00:00:00'", partition + "/part-0.parquet");
            copyTrips("started_at >= TIMESTAMP '" + of.atDay(16) + " 00:00:00'", partition + "/part-1.parquet");
        }
    }

    private void copyTrips(String half, String file) throws IOException, SQLException {
        copy("SELECT * FROM trips WHERE " + half + " ORDER BY started_at, trip_id", folder.resolve(file));
    }

    private void appendTrips(YearMonth month, long firstId, int trips) throws SQLException {
        try (DuckDBAppender rows = connection.createAppender("trips")) {
            for (int trip = 0; trip < trips; trip++) {
                LocalDateTime start = month.atDay(1 + random.nextInt(month.lengthOfMonth()))
                        .atStartOfDay()
                        .plusSeconds(secondOfDay());
                appendTrip(rows, firstId + trip, start);
            }
        }
    }

    private void appendTrip(DuckDBAppender rows, long id, LocalDateTime start) throws SQLException {
        boolean returned = random.nextInt(60) != 0;
        boolean electric = random.nextInt(3) == 0;
        boolean member = random.nextInt(10) < 7;
        int minutes = 3 + random.nextInt(8) * random.nextInt(8) + random.nextInt(6);
        rows.beginRow();
        rows.append(id);
        rows.append(start);
        if (returned) {
            rows.append(start.plusMinutes(minutes));
        } else {
            rows.appendNull();
        }
        rows.append(FIRST_STATION + popularStation());
        if (returned) {
            rows.append(FIRST_STATION + popularStation());
        } else {
            rows.appendNull();
        }
        rows.append(member ? "member" : "casual");
        rows.append(electric ? "electric" : "classic");
        if (returned && random.nextInt(50) != 0) {
            rows.append(Math.round(100 * minutes * (electric ? 0.3 : 0.22)) / 100.0);
        } else {
            rows.appendNull();
        }
        rows.append(fare(member, electric, minutes));
        rows.endRow();
    }

    private static BigDecimal fare(boolean member, boolean electric, int minutes) {
        int cents = member ? 5 * Math.max(0, minutes - 30) : 150 + 12 * minutes;
        return BigDecimal.valueOf(electric ? cents + 80 : cents, 2);
    }

    /** Morning and evening peaks. */
    private int secondOfDay() {
        int peak = random.nextBoolean() ? 8 : 17;
        int hour = random.nextInt(3) == 0 ? random.nextInt(24) : Math.min(23, peak + random.nextInt(3));
        return hour * 3_600 + random.nextInt(3_600);
    }

    private int popularStation() {
        return Math.min(random.nextInt(STATION_NAMES.length), random.nextInt(STATION_NAMES.length));
    }

    /** From 0 in mid January to 1 in mid July. */
    private static double season(LocalDate day) {
        return (1 - Math.cos(2 * Math.PI * (day.getDayOfYear() - 15) / 365.0)) / 2;
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 100_000) / 100_000.0;
    }

    private void copy(String query, Path file) throws IOException, SQLException {
        Files.createDirectories(file.getParent());
        execute("COPY (" + query + ") TO '" + file.toString().replace("'", "''")
                + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP_ROWS + ")");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
