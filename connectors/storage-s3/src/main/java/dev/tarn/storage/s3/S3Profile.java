package dev.tarn.storage.s3;

import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** The profile of the AWS configuration files that holds where nothing else is set. Reads them whenever it is asked. */
final class S3Profile {
    private static final int MAX_SOURCES = 5;

    private S3Profile() {}

    /** Returns its name: that of the settings, of {@code AWS_PROFILE} or the property {@code aws.profile}, or default. */
    static String name(S3Settings settings) {
        return settings.text(S3Setting.PROFILE)
                .or(ProfileFileSystemSetting.AWS_PROFILE::getStringValue)
                .orElse("default");
    }

    static boolean exists(S3Settings settings) {
        return ProfileFile.defaultProfileFile().profile(name(settings)).isPresent();
    }

    static Optional<String> region(S3Settings settings) {
        return ProfileFile.defaultProfileFile().profile(name(settings)).flatMap(found -> found.property("region"));
    }

    /** Returns the profile whose SSO session gives the credentials, which may be the source of another; empty if none does. */
    static Optional<String> ssoProfile(S3Settings settings) {
        ProfileFile files = ProfileFile.defaultProfileFile();
        String name = name(settings);
        for (int i = 0; i < MAX_SOURCES && name != null; i++) {
            Profile profile = files.profile(name).orElse(null);
            if (profile == null) {
                return Optional.empty();
            }
            if (profile.property("sso_session").isPresent()
                    || profile.property("sso_start_url").isPresent()) {
                return Optional.of(name);
            }
            name = profile.property("source_profile").orElse(null);
        }
        return Optional.empty();
    }
}
