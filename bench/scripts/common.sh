# What the benchmarks share: building, the two cores, and where results go. Sourced by bench/run.

root=$(dirname "$bench")
ROUNDS=${ROUNDS:-3} WARMUP=${WARMUP:-8000} WINDOW=${WINDOW:-2000} IDLE=${IDLE:-10000}
mkdir -p "$bench/target"
work=$(mktemp -d "$bench/target/run.XXXXXX") # beside the build, since /tmp may be memory and not a disk
results=$work/results
errors=$work/errors
started=() # processes to end, whatever happens
measured=(taskset -c 0)
other=(taskset -c 1)

say() { printf '%s\n' "$*" >&2; }

tidy() {
  local pid
  exec 9>&- # the stub ends when its standard input does
  for pid in "${started[@]}"; do end "$pid"; done
  rm -rf "$work"
}
trap tidy EXIT

end() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# Everything that is measured, built from what is here: ours by the launcher and Maven, the peers apart.
prepare() {
  command -v taskset >/dev/null && [ "$(nproc)" -ge 2 ] || { say "The benchmarks need two cores and taskset."; exit 1; }
  JAVA_HOME=$("$root/tidings" jdk)
  export JAVA_HOME
  say "Building ..."
  "$root/tidings" --version >/dev/null
  maven -f "$root/pom.xml" -pl bench -am package dependency:build-classpath -Dmdep.outputFile=target/classpath
  maven -f "$bench/peer-botbuilder/pom.xml" package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/lib
  (cd "$bench/peer-agents-js" && npm ci --silent --no-audit --no-fund >&2)
  # The same JDK and the same heap limit for ours and for the peer.
  java_bench=("$JAVA_HOME/bin/java" -Xmx512m -cp "$bench/target/classes:$(cat "$bench/target/classpath")")
  java_peer=("$JAVA_HOME/bin/java" -Xmx512m -cp "$bench/peer-botbuilder/target/classes:$bench/peer-botbuilder/target/lib/*")
}

maven() { mvn -B -q --no-transfer-progress -DskipTests -Dmdep.analyze.skip -Dspotless.check.skip "$@" >"$work/maven" 2>&1 || { cat "$work/maven" >&2; exit 1; }; }

machine() {
  printf '%s, %s cores, %s MiB, load %s; %s; Node %s\n' \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(($(sed -n 's/^MemTotal: *\([0-9]*\).*/\1/p' /proc/meminfo) / 1024))" \
    "$(cut -d' ' -f1-3 /proc/loadavg)" "$("$JAVA_HOME/bin/java" --version | sed -n 2p)" "$(node --version)"
}

# Starts the stub connector on the other core; `instant` and `delayed` are where it listens. It ends with `exec 9>&-`.
start_stub() {
  rm -f "$work/stub.in" "$work/stub"
  mkfifo "$work/stub.in"
  "${other[@]}" "${java_bench[@]}" dev.tidings.bench.StubConnector <"$work/stub.in" >"$work/stub" 2>>"$errors" &
  stub=$!
  started+=("$stub")
  exec 9>"$work/stub.in"
  instant=$(field "$work/stub" instant "$stub")
  delayed=$(field "$work/stub" delayed "$stub")
}

# Keeps the lines of figures, and shows them as they come.
keep() { grep --line-buffered '^{"kind"' | tee -a "$results" >&2; }

# The value of a field of the first line of figures in a file, waited for while the process lives.
field() { # <file> <name> <process id>
  until grep -q '^{"kind"' "$1"; do alive "$3"; done
  grep -m1 '^{"kind"' "$1" | sed -E "s/.*\"$2\":\"([^\"]*)\".*/\\1/"
}

alive() {
  kill -0 "$1" 2>/dev/null || { say "a process ended before it was ready:"; cat "$errors" >&2; exit 1; }
  sleep 0.1
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)); (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

contenders=("tidings server" "botbuilder-java" "agents-hosting-express")

# Sets `server`, the command that starts a contender on a port with a database of its own, and `ready`, what to ask.
# The peer on Java gets the flags that our launcher gives.
server_of() { # <contender> <port>
  ready=http://127.0.0.1:$2/api/messages
  case $1 in
    tidings*)
      ready=http://127.0.0.1:$2/actuator/health/readiness
      server=(env -C "$work" "TIDINGS_DATABASE_URL=jdbc:sqlite:$work/data-$2/tidings.db" "$root/tidings" serve --port "$2") ;;
    botbuilder*)
      server=("${java_peer[@]}" -XX:+UseSerialGC -Xms32m dev.tidings.bench.peer.BotBuilderEndpoint "--server.port=$2") ;;
    *) server=(env "PORT=$2" node "$bench/peer-agents-js/endpoint.js") ;;
  esac
}
