# What minding readers costs: broadcasts without and with a cap per person, a topic and words for each, in turn; the stub
# on the other core.
#   TENANTS=200   PEOPLE=500   each gets a message in each round
#   ENGINE_ROUNDS=6             the first ones warm the process

start_stub
folder=$(mktemp -d "$work/manners.XXXXXX")
"${measured[@]}" "${java_bench[@]}" dev.tidings.bench.engine.MannersRate \
  "$instant" "$folder" "${TENANTS:-200}" "${PEOPLE:-500}" "${ENGINE_ROUNDS:-6}" 9>&- 2>>"$errors" | keep
exec 9>&-
