# One broadcast to very many: planning, memory, disk, alerts meanwhile, and the cost of each delivery as it grows.
#   SMALL=10000   LARGE=1000000   recipients
#   ALERTS=100                    how many people get an alert while the large one is sent at 50/s
#   SENDING=300                   how many seconds the large one is sent at most, limits lifted

start_stub
folder=$(mktemp -d "$work/broadcast.XXXXXX")
"${measured[@]}" "${java_bench[@]}" dev.tidings.bench.engine.Broadcast \
  "$instant" "$folder" "${SMALL:-10000}" "${LARGE:-1000000}" 4 "${ALERTS:-100}" "${SENDING:-300}" 9>&- 2>>"$errors" | keep
exec 9>&-
