package claim

import "strings"

// spelling is how Kubernetes writes words that a claim's ID has in lower case.
var spelling = map[string]string{
	"api": "API", "configmap": "ConfigMap", "csi": "CSI", "downwardapi": "DownwardAPI", "emptydir": "EmptyDir",
	"git": "Git", "gitrepo": "GitRepo", "gitsync": "GitSync", "hostpath": "HostPath", "http": "HTTP",
	"limitrange": "LimitRange", "nfs": "NFS", "pv": "PV", "pvc": "PVC", "readonly": "ReadOnly", "rwop": "RWOP", "ssh": "SSH",
	"statefulset": "StatefulSet", "1mib": "1MiB", "dns": "DNS", "envfile": "EnvFile", "userns": "UserNS",
}

// TestName is the name of the Go Test that asserts the claim:
// TestEmptyDirLostWithPod for emptydir-lost-with-pod.
func (c Claim) TestName() string {
	var name strings.Builder
	name.WriteString("Test")
	for word := range strings.SplitSeq(c.ID, "-") {
		if special, ok := spelling[word]; ok {
			name.WriteString(special)
			continue
		}
		name.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return name.String()
}
