package dev.tarn.shell.command.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the SDK of AWS would find credentials and a region: what its documentation says, looked at and not asked for. */
final class AwsEnvironment {
    private static final long MOST_SECONDS = 10;

    private final Map<String, String> environment;
    private final Path home;

    private AwsEnvironment(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    static AwsEnvironment of(Map<String, String> environment) {
        return new AwsEnvironment(environment, Path.of(System.getProperty("user.home"), ".aws"));
    }

    /** Returns what was found; {@code asks} whether AWS itself is asked, too. */
    List<Finding> findings(boolean asks) {
        List<Finding> findings = new ArrayList<>();
        findings.add(credentials());
        findings.add(region());
        if (asks) {
            findings.add(identity());
        }
        return findings;
    }

    private String profile() {
        return environment.getOrDefault("AWS_PROFILE", "default");
    }

    private Finding credentials() {
        String key = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        if (!key.isEmpty()) {
            String shown = key.substring(0, Math.min(4, key.length())) + "...";
            return Finding.ok("AWS credentials", "AWS_ACCESS_KEY_ID " + shown + " in the environment");
        }
        if (environment.containsKey("AWS_WEB_IDENTITY_TOKEN_FILE")) {
            return Finding.ok("AWS credentials", "web identity for " + environment.get("AWS_ROLE_ARN"));
        }
        for (String file : new String[] {"credentials", "config"}) {
            Path path = home.resolve(file);
            if (Files.isReadable(path) && section(path) != null) {
                return Finding.ok("AWS credentials", "profile " + profile() + " in " + path);
            }
        }
        return Finding.warn(
                "AWS credentials",
                "none in the environment or in " + home + "; instance roles are not looked at",
                "set AWS_PROFILE or s3.access_key_id, if you read from S3");
    }

    private Finding region() {
        for (String variable : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
            if (environment.containsKey(variable)) {
                return Finding.ok("AWS region", environment.get(variable) + " from " + variable);
            }
        }
        String section = section(home.resolve("config"));
        Matcher region = Pattern.compile("(?m)^\\s*region\\s*=\\s*(\\S+)").matcher(section == null ? "" : section);
        return region.find()
                ? Finding.ok("AWS region", region.group(1) + " from profile " + profile())
                : Finding.ok("AWS region", "none set; the bucket's own is found, or set s3.region");
    }

    /** Returns the lines of the profile in a file of AWS, null if it is not there. */
    private String section(Path file) {
        if (!Files.isReadable(file)) {
            return null;
        }
        try {
            Matcher section = Pattern.compile(
                            "(?ms)^\\[(?:profile )?" + Pattern.quote(profile()) + "\\]\\s*$(.*?)(?=^\\[|\\z)")
                    .matcher(Files.readString(file));
            return section.find() ? section.group(1) : null;
        } catch (IOException e) {
            // As good as not there: the SDK could not read it either.
            return null;
        }
    }

    private static Finding identity() {
        try {
            Process process = new ProcessBuilder(
                            "aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                return Finding.fail("AWS identity", "no answer within " + MOST_SECONDS + " s", "look at the network");
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return Finding.of("AWS identity", process.exitValue() == 0, answer, "renew the credentials");
        } catch (IOException e) {
            return Finding.warn(
                    "AWS identity",
                    "not asked: the command aws is not installed",
                    "\\doctor s3://bucket/ asks as the engine does");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.fail("AWS identity", "interrupted", "look at the network");
        }
    }
}
