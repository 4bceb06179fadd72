#!/bin/sh
# Ends the process groups that the parent leaves behind, however it ends: a frozen process cannot notice that its channel closed.
# Reads `+PID` and `-PID`, a line each; the input closes when the parent is gone. A pid whose start time differs from the one
# seen at its `+` belongs to another process by now and is left alone.
trap '' HUP INT TERM

started() {
  if [ -r "/proc/$1/stat" ]; then
    read -r stat <"/proc/$1/stat" || return
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    echo "${20}"
  else
    ps -o lstart= -p "$1" | tr ' ' _
  fi
}

known=
while read -r line; do
  pid=${line#?}
  case $line in
    +*) known="$known $pid=$(started "$pid")" ;;
    -*)
      kept=
      for each in $known; do
        [ "${each%%=*}" = "$pid" ] || kept="$kept $each"
      done
      known=$kept
      ;;
  esac
done

for each in $known; do
  pid=${each%%=*}
  now=$(started "$pid")
  [ -n "$now" ] && [ "$now" = "${each#*=}" ] && kill -s KILL -- "-$pid"
done
