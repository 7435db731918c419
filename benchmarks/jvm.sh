# What the benchmarks' scripts share; expects $here to be this folder.

say() {
  echo "benchmarks: $*" >&2
}

# Sets java_home to the JDK that $1 names: newest, a major version, or a folder.
find_java() {
  local home major best=0
  java_home=
  if [[ -x $1/bin/java ]]; then
    java_home=$1
    return
  fi
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -n $home && -r $home/release && -x $home/bin/java ]] || continue
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    [[ -n $major ]] || continue
    if [[ $1 == "$major" ]] || { [[ $1 == newest ]] && ((major > best)); }; then
      best=$major
      java_home=$home
    fi
  done
  if [[ -z $java_home ]]; then
    say "there is no JDK '$1' in JAVA_HOME or /usr/lib/jvm"
    exit 2
  fi
}

# Builds the benchmarks and what they stand on if a source is newer than the last build.
build_if_stale() {
  local root=$here/.. stamp=$here/target/built
  if [[ -f $stamp ]] && [[ -z $(find "$root"/pom.xml "$root"/core/*/src/main "$root"/core/*/pom.xml \
    "$root"/connectors/*/src/main "$here"/src/main "$here"/pom.xml -type f -newer "$stamp" -print -quit) ]]; then
    return
  fi
  say "building (the first time, Maven also downloads the libraries) ..."
  mkdir -p "$here/target"
  touch "$stamp.new"
  (cd "$root" && mvn -q -B -ntp -Pquick -DskipTests -pl benchmarks -am package) >&2
  mv "$stamp.new" "$stamp"
}
