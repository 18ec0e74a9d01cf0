# Sourced by tools/try, tools/test and .ci/run.
#
# step NAME COMMAND…  Runs the command without input and with its output in build/logs/NAME.log.
#                     On failure prints the end of that log and where it is, and exits with 1.
# A step that took under two seconds leaves no line, unless STEPS_VERBOSE is 1.
STEPS_VERBOSE=${STEPS_VERBOSE:-0}

step() {
  local name=$1 start=$SECONDS log status=0
  shift
  mkdir -p build/logs
  log=${name// /-}
  log=build/logs/${log//\//-}.log
  if [[ $STEPS_VERBOSE == 1 ]]; then
    echo "== $name"
  elif [[ -t 2 ]]; then
    printf '%s ...' "$name" >&2
  fi
  "$@" < /dev/null > "$log" 2>&1 || status=$?
  local took="$((SECONDS - start)) s"
  if ((status != 0)); then
    [[ $STEPS_VERBOSE == 1 || ! -t 2 ]] || printf '\r\033[K' >&2
    tail -n "${STEPS_TAIL:-60}" "$log" >&2
    echo "FAILED: $name, after $took (all of its output: $PWD/$log)" >&2
    exit 1
  fi
  if [[ $STEPS_VERBOSE == 1 ]]; then
    echo "   $name: $took"
  else
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
    ((SECONDS - start < 2)) || echo "$name: $took" >&2
  fi
}

# configure PRESET: only the first time; afterwards the build does it when it has to.
configure() {
  [[ -f build/$1/build.ninja ]] || step "configure $1" cmake --preset "$1"
}

# build PRESET [TARGET…]
build() {
  local preset=$1
  shift
  step "build $preset" cmake --build --preset "$preset" ${1+--target "$@"}
}
