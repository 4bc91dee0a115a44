# Inbound messages: each server in turn on one core, the load on the other. No server asks for a token. Ours answers
# when the activity is on the disk; the peers answer when their bot, which does nothing, is done.

inbound() { # <contender>
  local port pid
  port=$(free_port)
  server_of "$1" "$port"
  "${measured[@]}" "${server[@]}" >>"$errors" 2>&1 &
  pid=$!
  started+=("$pid")
  until (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do alive "$pid"; done
  "${other[@]}" "${java_bench[@]}" dev.tidings.bench.InboundLoad "$1" "http://127.0.0.1:$port/api/messages" "$pid" \
    "$WARMUP" "$((WINDOW * 2))" 2>>"$errors" | keep
  end "$pid"
}

for ((round = 1; round <= ROUNDS; round++)); do
  for contender in "${contenders[@]}"; do inbound "$contender"; done
done
