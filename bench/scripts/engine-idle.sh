# What idle tenants cost: processor time and time to start, without any and with TENANTS=10000 of them.

start_stub
idle_tenants=${TENANTS:-10000}
folder=$(mktemp -d "$work/idle.XXXXXX")
empty=$(mktemp -d "$work/idle.XXXXXX")
idle() { "${measured[@]}" "${java_bench[@]}" dev.tidings.bench.engine.IdleTenants "$instant" "$@" 9>&- 2>>"$errors" | keep; }
idle "$folder" "$idle_tenants" 0 fill || true
idle "$empty" 0 0 fill || true
for ((round = 1; round <= ROUNDS; round++)); do
  idle "$empty" 0 "$((IDLE / 1000))" measure
  idle "$folder" "$idle_tenants" "$((IDLE / 1000))" measure
done
exec 9>&-
