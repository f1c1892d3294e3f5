set -euo pipefail
v=$1; minor=${v#v}; minor=${minor%.*}
d=$(go mod download -json k8s.io/kubernetes@$v | jq -r .Dir)
gov=$(awk '$1=="go"{print $2}' $d/go.mod)
{ echo "module volconf.local/node-image/kubernetes"; echo; echo "go $gov"; echo; echo "require k8s.io/kubernetes $v"; echo; echo "replace ("; awk -v v=v0.${v#v1.} '$2=="=>" && $3 ~ /staging/ {print "\t" $1 " => " $1 " " v}' $d/go.mod; echo ")"; } > $minor.mod
go mod tidy -modfile=$minor.mod
