# POST /api/v1/notifications at an even rate to a server on one core, the load on the other; it sends at its usual 50/s
# meanwhile. Each answer 202 follows the sync of the database's log to the disk.
#   RATE=2000   ACCEPTING=20   how many per second, and for how many seconds
#   ACCEPT_WARMUP=40000        the processor time that the server uses up before, ms

WARMUP=${ACCEPT_WARMUP:-40000} # the whole way from REST to the disk has to be compiled
start_stub
accept_port=$(free_port)
folder=$(mktemp -d "$work/accept.XXXXXX")
"${other[@]}" "${java_bench[@]}" dev.tidings.bench.engine.AcceptRate fill "$folder/tidings.db" "$instant" 9>&- 2>>"$errors"
"${measured[@]}" env -C "$work" "TIDINGS_DATABASE_URL=jdbc:sqlite:$folder/tidings.db" "$root/tidings" serve --port "$accept_port" \
  9>&- >>"$errors" 2>&1 &
server=$!
started+=("$server")
until curl -sf "http://127.0.0.1:$accept_port/actuator/health/readiness" >/dev/null; do alive "$server"; done
"${other[@]}" "${java_bench[@]}" dev.tidings.bench.engine.AcceptRate measure "http://127.0.0.1:$accept_port" "$server" \
  "$WARMUP" "${RATE:-2000}" "${ACCEPTING:-20}" 9>&- 2>>"$errors" | keep
end "$server"
exec 9>&-
