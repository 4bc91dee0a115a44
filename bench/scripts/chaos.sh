#!/usr/bin/env bash
# The long form of the chaos test: the packaged server, killed 50 times under load, and on a disk that fills up.
# Another number: bench/scripts/chaos.sh 10; the same choices again: bench/scripts/chaos.sh 10 SEED. The short form
# runs with every build.
set -euo pipefail
cd "$(dirname "$0")/../.."
JAVA_HOME=$(./tidings jdk)
export JAVA_HOME
kills=${1:-50}
arguments=("-Dchaos.kills=$kills" "-Dchaos.seed=${2:-$RANDOM}")
exec mvn -B --no-transfer-progress -pl server -am -Dmdep.analyze.skip -Dspotless.check.skip \
  -Dtest=ChaosTest -Dsurefire.failIfNoSpecifiedTests=false "${arguments[@]}" verify
