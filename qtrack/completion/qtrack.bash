# Completion of qtrack in bash: qtrack itself says what may come next.
_qtrack() {
    local answer line value values=() shown=()
    COMPREPLY=()
    answer=$(_QTRACK_LINE=${COMP_LINE:0:COMP_POINT} _QTRACK_BREAKS=$COMP_WORDBREAKS _QTRACK_WIDTH=$COLUMNS \
        "${1/#\~/$HOME}" --complete bash 2>/dev/null </dev/null) || return 0
    if [[ $answer == $'\tfiles' ]]; then
        compopt -o filenames 2>/dev/null
        local IFS=$'\n'
        COMPREPLY=($(compgen -f -- "$2"))
        return 0
    fi
    while IFS= read -r line; do
        [[ $line == *$'\t'* ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line#*$'\t'}")
    done <<<"$answer"
    # A list shows what each means; what is put into the line, one value or all of them, is bare.
    if [[ ${#values[@]} -gt 1 && ${COMP_TYPE:-9} != 37 && ${COMP_TYPE:-9} != 42 ]]; then
        COMPREPLY=("${shown[@]}")
    else
        COMPREPLY=("${values[@]}")
        [[ ${values[0]-} == *= ]] && compopt -o nospace 2>/dev/null
    fi
    return 0
}
complete -o nosort -F _qtrack qtrack 2>/dev/null || complete -F _qtrack qtrack
