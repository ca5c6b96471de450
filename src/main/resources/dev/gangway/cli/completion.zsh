#compdef gangway
# zsh completion of gangway:  source <(gangway completion zsh)
_gangway() {
    local -a candidates
    candidates=(${(f)"$(gangway __complete "${(@)words[2,CURRENT]}" 2>/dev/null)"})
    if (( ${#candidates} )); then
        compadd -- "${candidates[@]}"
    else
        _files
    fi
}
compdef _gangway gangway
