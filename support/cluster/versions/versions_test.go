package versions

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheTableIsWellFormed(t *testing.T) {
	minors, err := All()
	require.NoError(t, err)

	first, err := Default()
	require.NoError(t, err)
	assert.Equal(t, minors[0], first)
}

func TestEachModuleOfTheTableIsPinned(t *testing.T) {
	minors, err := All()
	require.NoError(t, err)
	modules := filepath.Join("..", "..", "..", "scripts", "node-image", "modules")
	for _, minor := range minors {
		for part, version := range map[string]string{
			"kubernetes": minor.Kubernetes, "etcd": minor.Etcd, "coredns": minor.CoreDNS, "containerd": minor.Containerd,
			"runc": minor.Runc, "crictl": minor.Crictl, "cni-plugins": minor.CNIPlugins, "local-path": minor.LocalPath,
		} {
			for _, suffix := range []string{".mod", ".sum"} {
				_, err := os.Stat(filepath.Join(modules, part, version+suffix))
				assert.NoErrorf(t, err, "minor %s has no checksums of %s %s", minor.Name, part, version)
			}
		}
	}
}

func TestFind(t *testing.T) {
	found, err := Find("1.37")
	require.NoError(t, err)
	assert.Equal(t, "v1.37.1", found.Kubernetes)

	_, err = Find("1.7")
	assert.ErrorContainsf(t, err, "1.37", "the error lists what there is")
}

const (
	goodHeader = "minor\tkubernetes\tetcd\tetcd-tag\tkubeadm-etcd-tag\tcoredns\tcoredns-tag\tkubeadm-coredns-tag\tpause\tcontainerd\trunc\tcrictl\tcni-plugins\tlocal-path\tkind-image\n"
	goodRow    = "1.36\tv1.36.3\tv3.6.8\t3.6.8-0\t3.6.8-0\tv1.14.6\tv1.14.6\tv1.14.2\t3.10.2\tv2.4.2\tv1.5.2\tv1.36.0\tv1.9.1\tv0.0.30\t-\n"
)

func TestParse(t *testing.T) {
	minors, err := parse("# a comment\n\n" + goodHeader + goodRow)
	require.NoError(t, err)
	assert.Equal(t, []Minor{{
		Name: "1.36", Kubernetes: "v1.36.3", Etcd: "v3.6.8", EtcdTag: "3.6.8-0", KubeadmEtcdTag: "3.6.8-0",
		CoreDNS: "v1.14.6", CoreDNSTag: "v1.14.6", KubeadmCoreDNSTag: "v1.14.2", Pause: "3.10.2", Containerd: "v2.4.2",
		Runc: "v1.5.2", Crictl: "v1.36.0", CNIPlugins: "v1.9.1", LocalPath: "v0.0.30",
	}}, minors)
}

func TestParseRejects(t *testing.T) {
	digest := strings.Repeat("0a", 32)
	cases := map[string]struct{ table, wants string }{
		"no rows":            {goodHeader, "no minors"},
		"no header":          {goodRow, "column 1"},
		"header of others":   {strings.Replace(goodHeader, "etcd-tag", "etcd", 1) + goodRow, "column 4"},
		"short header":       {"minor\tkubernetes\n" + goodRow, "2 columns"},
		"short row":          {goodHeader + "1.36\tv1.36.3\n", "line 2: 2 columns"},
		"spaces for tabs":    {goodHeader + strings.ReplaceAll(goodRow, "\t", " "), "1 columns"},
		"twice":              {goodHeader + goodRow + goodRow, "line 3: minor 1.36 is there twice"},
		"not a minor":        {goodHeader + strings.Replace(goodRow, "1.36", "v1.36", 1), "column minor"},
		"not a version":      {goodHeader + strings.Replace(goodRow, "v3.6.8", "latest", 1), "column etcd"},
		"empty cell":         {goodHeader + strings.Replace(goodRow, "v3.6.8", "", 1), "column etcd"},
		"none for a module":  {goodHeader + strings.Replace(goodRow, "v3.6.8", "-", 1), "column etcd"},
		"of another minor":   {goodHeader + strings.Replace(goodRow, "v1.36.3", "v1.35.3", 1), "not of minor 1.36"},
		"image by tag alone": {goodHeader + strings.Replace(goodRow, "\t-\n", "\tkindest/node:v1.36.3\n", 1), "column kind-image"},
		"image of another":   {goodHeader + strings.Replace(goodRow, "\t-\n", "\tkindest/node:v1.35.3@sha256:"+digest+"\n", 1), "not of minor 1.36"},
		"windows line ends":  {strings.ReplaceAll(goodHeader+goodRow, "\n", "\r\n"), "column 15"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := parse(c.table)
			assert.ErrorContains(t, err, c.wants)
		})
	}
}

// A node image with git is of use only where a kubelet fills gitRepo volumes.
func TestFindWithGit(t *testing.T) {
	minor, err := Find("1.33-git")
	require.NoError(t, err)
	assert.Equal(t, "1.33-git", minor.Name)
	plain, err := Find("1.33")
	require.NoError(t, err)
	assert.Equal(t, plain.Kubernetes, minor.Kubernetes)
	for _, name := range []string{"1.36-git", "1.5-git", "-git"} {
		_, err := Find(name)
		require.Errorf(t, err, name)
	}
}
