# Completion of qtrack in fish: qtrack itself says what may come next.
function __qtrack_complete
    set -lx _QTRACK_LINE (commandline -cp | string collect)
    set -l words (commandline -opc)
    set -l program (string replace -r '^~(?=/)' $HOME -- $words[1])
    type -q $program; or return
    set -l answer ($program --complete fish 2>/dev/null </dev/null)
    if test "$answer[1]" = \tfiles
        __fish_complete_path (string replace -r '^--?[a-z-]+=' '' -- (commandline -ct))
    else
        string join \n -- $answer
    end
end
complete -c qtrack -e
complete -c qtrack -f -k -a '(__qtrack_complete)'
