# A notification to a list of very many people, sent to a server whose heap is small: when it is accepted and planned, and
# what memory it takes; before that a dry run of the same. Nothing is sent: it is not due.
#   LARGE=1000000   people
#   HEAP=160m       the server's heap at most

list_port=$(free_port)
folder=$(mktemp -d "$work/list.XXXXXX")
"${measured[@]}" env -C "$work" "TIDINGS_DATABASE_URL=jdbc:sqlite:$folder/tidings.db" "JAVA_TOOL_OPTIONS=-Xmx${HEAP:-160m}" \
  "$root/tidings" serve --port "$list_port" >>"$errors" 2>&1 &
server=$!
started+=("$server")
until curl -sf "http://127.0.0.1:$list_port/actuator/health/readiness" >/dev/null; do alive "$server"; done
"${other[@]}" "${java_bench[@]}" dev.tidings.bench.engine.LongList "http://127.0.0.1:$list_port" "$server" \
  "${LARGE:-1000000}" 2>>"$errors" | keep
end "$server"
