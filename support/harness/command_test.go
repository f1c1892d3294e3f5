package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCommandPublishesNoSecret(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"nothing secret":    {[]string{"volconf.test", "-labels", "feature=hostpath", "-keep"}, "volconf.test -labels feature=hostpath -keep"},
		"to be quoted":      {[]string{"v", "-run", "A|B"}, "v -run 'A|B'"},
		"a command":         {[]string{"v", "-restart-node", "curl -H x:hunter2 {}", "-keep"}, "v -restart-node '(left out)' -keep"},
		"a command, joined": {[]string{"v", "--restart-node=curl hunter2"}, "v '--restart-node=(left out)'"},
		"in a URL":          {[]string{"v", "-image-registry", "https://me:hunter2@registry.example/x"}, "v -image-registry 'https://(left out)@registry.example/x'"},
		"by its name":       {[]string{"v", "-kubeconfig", "/tmp/k?token=hunter2"}, "v -kubeconfig '/tmp/k?token=(left out)'"},
	} {
		got := command(tc.args)
		assert.Equalf(t, tc.want, got, name)
		assert.NotContainsf(t, got, "hunter2", name)
	}
}
