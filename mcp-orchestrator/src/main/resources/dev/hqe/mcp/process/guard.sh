# The guard of the workbench's servers. It waits at its standard input, which is a pipe that only
# the workbench holds: when that ends, the workbench has ended, in whatever way, and every process
# of every server that is still registered is ended as well. Then the guard ends, too.
#
# Lines it reads:   add MARKER LEADER     a server; LEADER is the process that leads its session,
#                                         0 while that is unknown or if it has none of its own
#                   remove MARKER
# Arguments:        proc                  there is a /proc with environments, or
#                   ps COMMAND            the command that lists pid ppid pgid stat command+environment
#
# Plain POSIX sh; beyond that only grep, kill, sleep, and ps where there is no /proc.

trap '' HUP INT QUIT TERM PIPE
kind=$1
list=$2

has() {
    case $1 in *" $2 "*) return 0 ;; esac
    return 1
}

own=" 0 "
if [ "$kind" = proc ]; then
    read -r line <"/proc/$PPID/stat"
    set -- ${line##*) }
    own=" $3 $4 "
else
    own=" 0 $(ps -o pgid= -p "$PPID") "
fi

servers=" "
while read -r verb marker leader; do
    kept=" "
    for server in $servers; do
        case $server in "$marker":*) ;; *) kept="$kept$server " ;; esac
    done
    case $verb in
        add) servers="$kept$marker:$leader " ;;
        remove) servers=$kept ;;
    esac
done
[ "$servers" = " " ] && exit 0

leaders=" "
set --
for server in $servers; do
    set -- "$@" -e "${server%%:*}"
    has " 0 " "${server#*:}" || leaders="$leaders${server#*:} "
done

# rows of "pid:parent:group:session:start:marked"
rows_of_proc() {
    marked=" "
    for file in $(grep -lsF "$@" /proc/[0-9]*/environ); do
        file=${file%/environ}
        marked="$marked${file#/proc/} "
    done
    rows=
    for file in /proc/[0-9]*/stat; do
        line=
        read -r line <"$file" || continue
        pid=${file#/proc/}
        pid=${pid%/stat}
        set -- ${line##*) }
        case $1 in Z | X) continue ;; esac
        mark=no
        has "$marked" "$pid" && mark=yes
        rows="$rows $pid:$2:$3:$4:${20}:$mark"
    done
}

rows_of_ps() {
    rows=$($list | while read -r pid parent group state rest; do
        case $state in Z*) continue ;; esac
        mark=no
        for server in $servers; do
            case $rest in *"${server%%:*}"*) mark=yes ;; esac
        done
        echo "$pid:$parent:$group:$group:0:$mark"
    done)
}

known=" "
scan() {
    if [ "$kind" = proc ]; then rows_of_proc "$@"; else rows_of_ps; fi
    members=" "
    sessions=$leaders
    grown=yes
    while [ "$grown" = yes ]; do
        grown=no
        for row in $rows; do
            IFS=:
            set -- $row
            unset IFS
            has "$members" "$1" && continue
            [ "$1" = "$$" ] && continue
            if [ "$6" = yes ] || has "$members" "$2" || has "$sessions" "$3" ||
                has "$sessions" "$4" || has "$known" "$1/$5"; then
                members="$members$1 "
                known="$known$1/$5 "
                has "$own" "$3" || sessions="$sessions$3 "
                has "$own" "$4" || sessions="$sessions$4 "
                grown=yes
            fi
        done
    done
}

# A second for those who end with their input, one for those who end when they are asked, and then
# no more. Empty twice in a row: at the first look a child may have been about to be.
round=0
empty=0
while [ "$round" -lt 50 ]; do
    scan "$@"
    if [ "$members" = " " ]; then
        empty=$((empty + 1))
        [ "$empty" -ge 2 ] && exit 0
    else
        empty=0
        if [ "$round" -ge 10 ]; then
            kill -s KILL $members
        elif [ "$round" -eq 5 ]; then
            kill -s TERM $members
        fi
    fi
    sleep 0.2 || sleep 1
    round=$((round + 1))
done
