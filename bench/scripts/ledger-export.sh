# The ledger of a notification as CSV from a server whose heap is small: time, and how much memory a hundred times as many
# lines take.
#   SMALL=10000   LARGE=1000000   lines
#   HEAP=64m                      the server's heap at most

export_port=$(free_port)
folder=$(mktemp -d "$work/export.XXXXXX")
mapfile -t ledgers < <("${other[@]}" "${java_bench[@]}" dev.tidings.bench.engine.LedgerExport fill \
  "$folder/tidings.db" "${SMALL:-10000}" "${LARGE:-1000000}" 2>>"$errors" | grep -E "^[0-9a-f-]{36}$")
"${measured[@]}" env -C "$work" "TIDINGS_DATABASE_URL=jdbc:sqlite:$folder/tidings.db" "JAVA_TOOL_OPTIONS=-Xmx${HEAP:-64m}" \
  "$root/tidings" serve --port "$export_port" >>"$errors" 2>&1 &
server=$!
started+=("$server")
until curl -sf "http://127.0.0.1:$export_port/actuator/health/readiness" >/dev/null; do alive "$server"; done
"${other[@]}" "${java_bench[@]}" dev.tidings.bench.engine.LedgerExport measure "http://127.0.0.1:$export_port" "$server" \
  "${ledgers[@]}" 2>>"$errors" | keep
end "$server"
