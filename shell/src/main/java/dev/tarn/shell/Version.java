package dev.tarn.shell;

import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version} from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "Tarn " + (version == null ? "(unpackaged)" : version), "Java " + Runtime.version() + " at ${java.home}"
        };
    }
}
