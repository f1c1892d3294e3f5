package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const ownUID = "0a1b2c3d-0000-4000-8000-000000000001"

// put makes files below a node's root; content "/" makes a folder, "-> x" a link.
func put(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		full := filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
		target, link := strings.CutPrefix(content, "-> ")
		switch {
		case content == "/":
			require.NoError(t, os.MkdirAll(full, 0o755))
		case link:
			require.NoError(t, os.Symlink(target, full))
		default:
			require.NoError(t, os.WriteFile(full, []byte(content), 0o644))
		}
	}
}

func nodeAt(t *testing.T, root string) *node {
	t.Helper()
	n, err := openNode(root)
	require.NoError(t, err)
	t.Cleanup(func() { _ = n.close() })
	return n
}

// procOf is the files of a process in the node's /proc.
func procOf(pid int, namespaces, cgroup string, args ...string) map[string]string {
	dir := fmt.Sprintf("proc/%d/", pid)
	return map[string]string{
		dir + "cmdline": strings.Join(args, "\x00") + "\x00",
		dir + "status":  fmt.Sprintf("Name:\tx\nNSpid:\t%d%s\n", pid, namespaces),
		dir + "cgroup":  cgroup,
	}
}

func TestLinksAreFollowedAsTheNodeWould(t *testing.T) {
	root, outside := newNodeRoot(t)
	put(t, root, map[string]string{
		"data/kubelet/pods/uid/file": "x",
		"var/lib/k":                  "-> /data/kubelet",      // absolute: the node's root, not ours
		"var/run":                    "-> ../data",            // relative
		"etc/far":                    "-> ../../../../../etc", // stops at the root
	})
	for name, want := range map[string]string{
		"/var/lib/k/pods/uid/file":      "data/kubelet/pods/uid/file",
		"/var/run/kubelet/pods":         "data/kubelet/pods",
		"/etc/far/hostname":             "etc/hostname",
		"/var/lib/k/none/below":         "data/kubelet/none/below",
		"/":                             ".",
		"/var/lib/k/../kubelet":         "data/kubelet",
		"/etc/alias":                    "etc/hostname",
		"/etc/escape/secret":            strings.TrimPrefix(outside, "/") + "/secret",
		"/etc/climb/secret":             "outside/secret",
		"/var/lib/k/pods/uid/file/more": "data/kubelet/pods/uid/file/more",
	} {
		got, err := nodeAt(t, root).resolve(name, true)
		require.NoErrorf(t, err, name)
		assert.Equalf(t, want, got, name)
	}
	kept, err := nodeAt(t, root).resolve("/var/lib/k", false)
	require.NoError(t, err)
	assert.Equalf(t, "var/lib/k", kept, "the last is looked at, not followed")

	var entries []Entry
	observe(t, root, &entries, "stat", "/var/lib/k/pods/uid/file", "/etc/escape/secret", "/etc/climb/secret")
	assert.True(t, entries[0].Exists)
	assert.Falsef(t, entries[1].Exists || entries[2].Exists, "what is outside of the node is not there")
}

func TestKubeletRoot(t *testing.T) {
	pods := "/pods/" + ownUID
	mountsOf := func(lines ...string) string { return strings.Join(lines, "\n") }
	for name, tc := range map[string]struct {
		files     map[string]string
		mountinfo string // %s is where the node's root is mounted
		want      string
		why       string
	}{
		"at the usual place": {files: map[string]string{"var/lib/kubelet" + pods: "/"}, want: "/var/lib/kubelet"},
		"of k0s":             {files: map[string]string{"var/lib/k0s/kubelet" + pods: "/"}, want: "/var/lib/k0s/kubelet"},
		"by the kubelet's flag": {
			files: merged(map[string]string{"data/kubelet" + pods: "/"}, procOf(7, "", "", "/usr/bin/kubelet", "--root-dir=/data/kubelet")),
			want:  "/data/kubelet",
		},
		"by the observer's mounts": {
			files:     map[string]string{"mnt/disk/kubelet" + pods: "/"},
			mountinfo: mountsOf("1 0 0:5 / %[1]s rw - ext4 x rw", "2 0 8:1 / %[1]s/mnt/disk rw - ext4 y rw", "3 0 8:1 /kubelet"+pods+"/etc-hosts /etc/hosts rw - ext4 y rw"),
			want:      "/mnt/disk/kubelet",
		},
		"by mounts of a container that is a node": {
			files: map[string]string{"var/lib/kubelet2" + pods: "/"},
			mountinfo: mountsOf("1 0 0:5 / %[1]s rw - overlay o rw", "2 0 8:1 /volumes/x/_data %[1]s/var rw - ext4 y rw",
				"3 0 8:1 /volumes/x/_data/lib/kubelet2"+pods+"/etc-hosts /etc/hosts rw - ext4 y rw"),
			want: "/var/lib/kubelet2",
		},
		"through an absolute link": {
			files: map[string]string{"data/kubelet" + pods: "/", "var/lib/kubelet": "-> /data/kubelet"}, want: "/var/lib/kubelet",
		},
		"a folder of that name that holds others' Pods": {
			files: map[string]string{"var/lib/kubelet/pods/another": "/"}, why: "none of /var/lib/k0s/kubelet, /var/lib/kubelet",
		},
		"of a kubelet in a container": {
			files: merged(map[string]string{"x/pods/another": "/"}, procOf(7, "\t1", "", "kubelet", "--root-dir=/x")), why: "none of /var/lib/k0s/kubelet, /var/lib/kubelet",
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			put(t, root, tc.files)
			mountinfo := tc.mountinfo
			if mountinfo != "" {
				mountinfo = fmt.Sprintf(mountinfo, root)
			}
			found := nodeAt(t, root).places(ownUID, mountinfo)
			assert.Equal(t, tc.want, found.Places["kubelet-root"])
			assert.Contains(t, found.Unknown["kubelet-root"], tc.why)
		})
	}
}

func merged(all ...map[string]string) map[string]string {
	files := map[string]string{}
	for _, some := range all {
		for name, content := range some {
			files[name] = content
		}
	}
	return files
}

func TestKubeletUnitAndProgram(t *testing.T) {
	for name, tc := range map[string]struct {
		files         map[string]string
		unit, program string
		why           string
	}{
		"kubeadm": {
			merged(procOf(9, "", "0::/../../system.slice/kubelet.service\n", "/usr/bin/kubelet", "--config=/var/lib/kubelet/config.yaml"), map[string]string{"usr/bin/kubelet": ""}),
			"kubelet.service", "/usr/bin/kubelet", "",
		},
		"cgroups of version 1": {
			procOf(9, "", "4:memory:/system.slice/kubelet.service\n1:name=systemd:/system.slice/kubelet.service\n", "/usr/bin/kubelet"), "kubelet.service", "", "",
		},
		"another name": {
			merged(procOf(9, "", "0::/system.slice/node-agent.service\n", "/opt/bin/kubelet"), map[string]string{"opt/bin/kubelet": ""}), "node-agent.service", "/opt/bin/kubelet", "",
		},
		"k3s agent":                {procOf(9, "", "0::/system.slice/k3s-agent.service\n", "/usr/local/bin/k3s agent"), "k3s-agent.service", "", ""},
		"k3s server":               {procOf(9, "", "0::/system.slice/k3s.service\n", "/usr/local/bin/k3s", "server"), "", "", "as the API server may be"},
		"k3s doing something else": {procOf(9, "", "0::/user.slice/x.service\n", "k3s", "kubectl"), "", "", "no process of the node"},
		"no systemd":               {procOf(9, "", "0::/kubelet\n", "/usr/bin/kubelet"), "", "", "process 9, kubelet) is in no unit"},
		"in a Pod":                 {procOf(9, "\t1", "0::/system.slice/containerd.service\n", "kubelet"), "", "", "no process of the node"},
		"a shell that names it":    {procOf(9, "", "0::/user.slice/x.service\n", "vi", "/etc/kubelet"), "", "", "no process of the node"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			put(t, root, tc.files)
			found := nodeAt(t, root).places(ownUID, "")
			assert.Equal(t, tc.unit, found.Places["kubelet-unit"])
			assert.Equal(t, tc.program, found.Places["kubelet-program"])
			assert.Contains(t, found.Unknown["kubelet-unit"], tc.why)
		})
	}
}

func TestRuntimeSocket(t *testing.T) {
	for name, tc := range map[string]struct {
		files  map[string]string
		socket string // made, and listened on
		want   string
	}{
		"usual":                      {nil, "/run/containerd/containerd.sock", "/run/containerd/containerd.sock"},
		"CRI-O's":                    {nil, "/run/crio/crio.sock", "/run/crio/crio.sock"},
		"by the kubelet's flag":      {procOf(9, "", "", "kubelet", "--container-runtime-endpoint", "unix:///x/s"), "/x/s", "/x/s"},
		"by its configuration":       {merged(procOf(9, "", "", "kubelet", "--config=/etc/k.json"), map[string]string{"etc/k.json": `{"containerRuntimeEndpoint": "unix:///x/s",`}), "/x/s", "/x/s"},
		"by kubeadm's configuration": {map[string]string{"var/lib/kubelet/config.yaml": "kind: KubeletConfiguration\ncontainerRuntimeEndpoint: unix:///x/s\n"}, "/x/s", "/x/s"},
		"by a shim":                  {procOf(9, "", "", "containerd-shim-runc-v2", "-namespace", "k8s.io", "-id", "1", "-address", "/x/s"), "/x/s", "/x/s"},
		"by a shim of another":       {procOf(9, "", "", "containerd-shim-runc-v2", "-namespace", "moby", "-address", "/x/s"), "/x/s", ""},
		"through an absolute link":   {map[string]string{"var/run": "-> /run"}, "/run/crio/crio.sock", "/run/crio/crio.sock"},
		"a file in its place":        {map[string]string{"run/containerd/containerd.sock": ""}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			root, err := os.MkdirTemp("", "s") //nolint:usetesting // short: the path of a socket has room for 107 bytes
			require.NoError(t, err)
			t.Cleanup(func() { _ = os.RemoveAll(root) })
			put(t, root, tc.files)
			if tc.socket != "" {
				listen(t, root+tc.socket)
			}
			found := nodeAt(t, root).places(ownUID, "")
			assert.Equal(t, tc.want, found.Places["runtime-socket"])
			if tc.want == "" {
				assert.Contains(t, found.Unknown["runtime-socket"], "takes connections")
			}
		})
	}
}

func TestVolumeStatistics(t *testing.T) {
	kubeadms := func(line string) map[string]string {
		return map[string]string{"var/lib/kubelet/config.yaml": "kind: KubeletConfiguration\n" + line + "volumePluginDir: /x\n"}
	}
	for name, tc := range map[string]struct {
		files     map[string]string
		want, why string
	}{
		"nothing is said":       {nil, "1m0s", ""},
		"kubeadm says zero":     {kubeadms("volumeStatsAggPeriod: 0s\n"), "1m0s", ""},
		"more often":            {kubeadms("volumeStatsAggPeriod: 10s\n"), "10s", ""},
		"seldom":                {kubeadms("volumeStatsAggPeriod: 10m\n"), "", "every 10m0s"},
		"never":                 {kubeadms("volumeStatsAggPeriod: -1s\n"), "", "does not measure"},
		"never, by a flag":      {procOf(9, "", "", "kubelet", "--volume-stats-agg-period=-1s"), "", "does not measure"},
		"the flag goes first":   {merged(procOf(9, "", "", "kubelet", "--volume-stats-agg-period", "30s"), kubeadms("volumeStatsAggPeriod: 10m\n")), "30s", ""},
		"JSON, last in the row": {merged(procOf(9, "", "", "kubelet", "--config=/k.json"), map[string]string{"k.json": `{"a": 1, "volumeStatsAggPeriod": "5m"}`}), "", "every 5m0s"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			put(t, root, tc.files)
			found := nodeAt(t, root).places(ownUID, "")
			assert.Equal(t, tc.want, found.Places["volume-statistics"])
			assert.Contains(t, found.Unknown["volume-statistics"], tc.why)
		})
	}
}

func listen(t *testing.T, socket string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(socket), 0o755))
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", socket)
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
}

func TestKubeletPKIAndSocket(t *testing.T) {
	root, err := os.MkdirTemp("", "s") //nolint:usetesting // short: the path of a socket has room for 107 bytes
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(root) })
	put(t, root, map[string]string{
		"var/lib/kubelet/pki/README":            "no certificate",
		"var/lib/rancher/k3s/agent/kubelet.crt": certificateOf(t, "system:node:n"),
	})
	n := nodeAt(t, root)
	assert.Equal(t, "/var/lib/rancher/k3s/agent", n.places(ownUID, "").Places["kubelet-pki"])
	assert.Contains(t, n.places(ownUID, "").Unknown["kubelet-socket"], "device-plugins/kubelet.sock")
	listen(t, root+"/var/lib/kubelet/device-plugins/kubelet.sock")
	assert.Equal(t, "/var/lib/kubelet/device-plugins/kubelet.sock", n.places(ownUID, "").Places["kubelet-socket"])

	put(t, root, map[string]string{"var/lib/kubelet/pki/kubelet-client-current.pem": "-> /var/lib/kubelet/pki/kubelet-client-1.pem", "var/lib/kubelet/pki/kubelet-client-1.pem": certificateOf(t, "system:node:n")})
	assert.Equal(t, "/var/lib/kubelet/pki", n.places(ownUID, "").Places["kubelet-pki"])
}

// certificateOf is one in PEM, with its key before it, as the kubelet keeps its own.
func certificateOf(t *testing.T, name string) string {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, key)
	require.NoError(t, err)
	secret := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")})
	return string(secret) + string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func TestCertificates(t *testing.T) {
	root, _ := newNodeRoot(t)
	put(t, root, map[string]string{
		"pki/kubelet.crt": certificateOf(t, "n@1"), "pki/client.pem": certificateOf(t, "system:node:n"), "pki/again.pem": "-> /pki/client.pem",
		"pki/key": "-----BEGIN PRIVATE KEY-----\n", "pki/broken.pem": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "pki/dir": "/",
	})
	var names []string
	observe(t, root, &names, "certificates", "/pki")
	assert.ElementsMatch(t, []string{"n@1", "system:node:n"}, names)
	observe(t, root, &names, "certificates", "/etc")
	assert.Empty(t, names)
	require.Error(t, run(t.Context(), []string{"-root", root, "certificates", "/none"}, &bytes.Buffer{}))
}

func TestConnect(t *testing.T) {
	root, err := os.MkdirTemp("", "s") //nolint:usetesting // short: the path of a socket has room for 107 bytes
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(root) })
	listen(t, root+"/run/s")
	put(t, root, map[string]string{"run/file": ""})
	for socket, connected := range map[string]bool{"/run/s": true, "/run/none": false, "/run/file": false} {
		var got Connection
		observe(t, root, &got, "connect", socket)
		assert.Equalf(t, connected, got.Connected, socket)
		assert.Equalf(t, connected, got.Error == "", socket)
	}
}
