# How long nobody is sent to when the one of two nodes that sends is killed, frozen or stopped, or when their database
# restarts, and how much came twice: ROUNDS times the packaged server twice, on PostgreSQL. Fails if it takes longer than
# promised, or if a limit is exceeded.
for ((round = 1; round <= ROUNDS; round++)); do
  mvn -B --no-transfer-progress -f "$root/pom.xml" -pl server -am -Dmdep.analyze.skip -Dspotless.check.skip \
    -Dtest=TwoNodesTest -Dsurefire.failIfNoSpecifiedTests=false verify >"$work/take-over" 2>>"$errors" ||
    { tail -n 60 "$work/take-over" >&2; exit 1; }
  keep <"$work/take-over"
done
