# bash completion of gangway:  source <(gangway completion bash)
_gangway() {
    local IFS=$'\n'
    COMPREPLY=($(gangway __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    if [ ${#COMPREPLY[@]} -eq 0 ]; then
        compopt -o default
    fi
}
complete -F _gangway gangway
