#compdef qtrack
# Completion of qtrack in zsh: qtrack itself says what may come next.
_qtrack() {
    local answer line value program=${(Q)words[1]}
    local -a plain open
    answer=$(_QTRACK_LINE="${(j: :)words[1,CURRENT-1]} ${(qq)${(Q)PREFIX}}" \
        ${~program} --complete zsh 2>/dev/null </dev/null) || return 1
    if [[ $answer == $'\tfiles' ]]; then
        _files
        return
    fi
    for line in ${(f)answer}; do
        [[ $line == *$'\t'* ]] || continue
        value=${line%%$'\t'*}
        line=${value//:/\\:}:${line#*$'\t'}
        if [[ $value == *= ]]; then open+=($line); else plain+=($line); fi
    done
    (( $#plain + $#open )) || return 1
    # -V keeps the order, the likeliest first; -U takes 5 for T05.
    (( $#plain )) && _describe -V -t values qtrack plain -U
    (( $#open )) && _describe -V -t values qtrack open -U -S ''
    return 0
}
if [[ ${funcstack[1]-} == _qtrack ]]; then
    _qtrack "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _qtrack qtrack
fi
