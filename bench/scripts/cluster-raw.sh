# How fast one node of a cluster is with limits lifted, beside the engine in one process; the stub and the broker on the other core.
#   TENANTS=100    PEOPLE=200   each gets a message once per round
#   ENGINE_ROUNDS=6             the first ones warm the process

maven -f "$root/pom.xml" -pl cluster -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=test
java_cluster=("$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED
  -cp "$root/cluster/target/test-classes:$root/cluster/target/classes:$(cat "$root/cluster/target/classpath")")

start_stub
folder=$(mktemp -d "$work/cluster.XXXXXX")
mkdir "$folder/engine" "$folder/broker" "$folder/cluster"
"${measured[@]}" "${java_bench[@]}" dev.tidings.bench.engine.EngineRate \
  "$instant" "$folder/engine" "${TENANTS:-100}" "${PEOPLE:-200}" "${ENGINE_ROUNDS:-6}" 9>&- 2>>"$errors" | keep

mkfifo "$work/broker.in"
"${other[@]}" "${java_cluster[@]}" dev.tidings.cluster.BrokerAlone "$folder/broker" <"$work/broker.in" >"$work/broker" 2>>"$errors" &
broker=$!
started+=("$broker")
exec 8>"$work/broker.in"
"${measured[@]}" "${java_cluster[@]}" dev.tidings.cluster.ClusterRate "$instant" "$(field "$work/broker" servers "$broker")" \
  "$(field "$work/broker" process "$broker")" "$folder/broker" "$folder/cluster" "${TENANTS:-100}" "${PEOPLE:-200}" "${ENGINE_ROUNDS:-6}" 8>&- 9>&- 2>>"$errors" | keep
exec 8>&- 9>&-
