# fish completion of gangway:  gangway completion fish | source
function __gangway_complete
    set -l words (commandline -opc) (commandline -ct)
    gangway __complete $words[2..-1] 2>/dev/null
end
complete -c gangway -a '(__gangway_complete)'
