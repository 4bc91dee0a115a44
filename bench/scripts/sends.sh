# Proactive sends: each contender in turn on one core, the stub connector on the other.

start_stub

sends() { # <command...>
  "${measured[@]}" "$@" "$instant" "$delayed" "$WARMUP" "$WINDOW" 9>&- 2>>"$errors" | keep
}

sends "${java_bench[@]}" dev.tidings.bench.ReferenceSends # the ceiling; it also warms the stub
for ((round = 1; round <= ROUNDS; round++)); do
  sends "${java_peer[@]}" dev.tidings.bench.peer.BotBuilderSends stock
  sends "${java_peer[@]}" dev.tidings.bench.peer.BotBuilderSends cached-pool
  sends "${java_bench[@]}" dev.tidings.bench.TidingsSends jdk
  sends "${java_bench[@]}" dev.tidings.bench.TidingsSends vertx
done
exec 9>&-
