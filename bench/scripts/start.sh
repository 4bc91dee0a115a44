# From the command to the first answer, and the memory of a server that does nothing; on all cores.

for ((round = 1; round <= ROUNDS; round++)); do
  for contender in "${contenders[@]}"; do
    server_of "$contender" "$(free_port)"
    "${java_bench[@]}" dev.tidings.bench.StartUp "$contender" "$ready" "$IDLE" "${server[@]}" 2>>"$errors" | keep
  done
done
