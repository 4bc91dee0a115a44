# One tenant at the permitted rate, the local Teams in a process of its own on the other core, enforcing limits:
# the documented ones at constant and at uneven latency, and fewer than we know of, with faults. The cases run side
# by side, since each takes a few percent of a core only.
#   SECONDS_PACED=60   how long each case is sent; the figures to reach are for 600

paced() { # <case> <permitted per second> <faults, percent> <options of the local Teams...>
  local name=$1 permitted=$2 faults=$3 seconds=${SECONDS_PACED:-60} port teams folder
  shift 3
  port=$(free_port)
  folder=$(mktemp -d "$work/paced.XXXXXX")
  "${other[@]}" "$root/tidings" fake-teams --port "$port" --people "$((permitted * seconds))" --requests-per-second "$permitted" "$@" \
    >>"$errors" 2>&1 &
  teams=$!
  started+=("$teams")
  until (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do alive "$teams"; done
  "${measured[@]}" "${java_bench[@]}" dev.tidings.bench.engine.PacedRate \
    "$name" "http://127.0.0.1:$port" "$folder" "$permitted" "$seconds" "$faults" 2>>"$errors" | keep
  end "$teams"
}

paced "50 ms" 50 0 --latency 50ms &
cases=($!)
paced "50 +- 20 ms" 50 0 --latency 50ms --jitter 20ms &
cases+=($!)
paced "lowered to 40/s, 1 % faults" 40 1 --latency 50ms &
cases+=($!)
wait "${cases[@]}"
