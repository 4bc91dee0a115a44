# One person who never met the bot gets a message: the app is installed through Graph, the chat found, the message sent;
# each call to the local Teams takes 50 ms, and tokens are asked for. The server on both cores, as it is started by hand.
# Beside other builds the processor time (cpuMs) says more than the clock.
#   ROUNDS=3      how often all of it is done
#   RESTING=45    how many seconds nothing is sent before the later start

start_reached() { # <port> <folder> <local Teams>
  env -C "$work" MicrosoftAppId="$reach_app" MicrosoftAppPassword=the-secret-of-the-bot MicrosoftAppTenantId="$reach_tenant" \
    TIDINGS_ADMIN_KEY=an-admin-key-that-is-long-enough TIDINGS_ENDPOINTS_LOGIN="$3" TIDINGS_ENDPOINTS_GRAPH="$reach_graph" \
    TIDINGS_ENDPOINTS_SERVICEURL="$reach_service" TIDINGS_ENDPOINTS_OPENIDMETADATA="$reach_openid" SERVER_ADDRESS=127.0.0.1 \
    "TIDINGS_DATABASE_URL=jdbc:sqlite:$2/tidings.db" "$root/tidings" serve --port "$1" >>"$errors" 2>&1 &
  reached=$!
  started+=("$reached")
  until curl -sf "http://127.0.0.1:$1/actuator/health/readiness" >/dev/null; do alive "$reached"; done
}

reach() { # <what> <person>
  "${java_bench[@]}" dev.tidings.bench.engine.ColdReach "http://127.0.0.1:$reach_port" "$reached" "$reach_base" \
    an-admin-key-that-is-long-enough "$1" "$2" 2>>"$errors" | keep
}

told() { sed -n "s/^$1 *//p" "$work/reach-teams.$round" | head -n 1; }

for ((round = 1; round <= ROUNDS; round++)); do
  reach_port=$(free_port)
  teams_port=$(free_port)
  folder=$(mktemp -d "$work/reach.XXXXXX")
  "$root/tidings" fake-teams --port "$teams_port" --people 100 --latency 50ms --app-secret the-secret-of-the-bot \
    --bot "http://127.0.0.1:$reach_port/api/messages" >"$work/reach-teams.$round" 2>>"$errors" &
  teams=$!
  started+=("$teams")
  until grep -q '^bot ' "$work/reach-teams.$round"; do alive "$teams"; done
  reach_base=http://127.0.0.1:$teams_port reach_app=$(told bot) reach_tenant=$(told tenant) reach_graph=$(told Graph)
  reach_service=$(told 'service URL') reach_openid=$(told OpenID)

  start_reached "$reach_port" "$folder" "$(told login)"
  reach "after the first start" 10
  reach "warm" 11
  sleep "${RESTING:-45}"
  end "$reached"
  start_reached "$reach_port" "$folder" "$(told login)"
  reach "after a later start" 12
  kill -9 "$reached" 2>/dev/null || true
  wait "$reached" 2>/dev/null || true
  start_reached "$reach_port" "$folder" "$(told login)"
  reach "after a kill -9 just after a message" 13
  end "$reached"
  end "$teams"
done
