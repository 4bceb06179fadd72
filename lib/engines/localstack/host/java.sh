#!/bin/sh
# Stands where LocalStack would put a Java of its own. It is asked for DynamoDB Local alone, as
#   java OPTIONS -javaagent:… -Djava.library.path=… -jar …/DynamoDBLocal.jar -port N -inMemory
# and runs the jars that Maven brought. The tables are in memory: a second start would be one without them, of which LocalStack
# knows nothing, so then all of it ends, to be started again as a whole.
mkdir "${FILESYSTEM_ROOT:?}/dynamodb-started" 2>/dev/null || {
  echo 'ERROR DynamoDB Local ended, and the tables with it: LocalStack ends too.' >>"${SLUICE_LOG:?}"
  kill -s KILL 0
}

options=
while [ $# -gt 0 ] && [ "$1" != -jar ]; do
  case $1 in
    -javaagent:* | -Djava.library.path=*) ;;
    *) options="$options $1" ;;
  esac
  shift
done
shift 2

# LocalStack has put this folder first in the PATH, and in JAVA_HOME.
unset JAVA_HOME
PATH=${PATH#"${0%/*}:"}
# shellcheck disable=SC2086
exec "${SLUICE_JAVA:?}" $options -XX:+UseSerialGC -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError "-Djava.io.tmpdir=$TMPDIR" \
  -cp "${SLUICE_DYNAMODB_JARS:?}/*" software.amazon.dynamodb.services.local.main.ServerRunner "$@" -disableTelemetry
