# How fast the engine is with limits lifted, beside botbuilder-java without any durability; the stub on the other core.
#   TENANTS=1000   PEOPLE=200   each gets a message once per round
#   ENGINE_ROUNDS=4             the first ones warm the process

start_stub
folder=$(mktemp -d "$work/raw.XXXXXX")
"${measured[@]}" "${java_bench[@]}" dev.tidings.bench.engine.EngineRate \
  "$instant" "$folder" "${TENANTS:-1000}" "${PEOPLE:-200}" "${ENGINE_ROUNDS:-4}" 9>&- 2>>"$errors" | keep
"${measured[@]}" "${java_peer[@]}" dev.tidings.bench.peer.BotBuilderSends stock \
  "$instant" "$delayed" "$WARMUP" "$WINDOW" 9>&- 2>>"$errors" | keep
exec 9>&-
