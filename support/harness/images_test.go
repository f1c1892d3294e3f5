package harness

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAPodWithAStandInSaysSo(t *testing.T) {
	images := imageSource{
		refs:            map[string]string{"git-sync": "volconf.local/git-sync:1", "nginx": "volconf.local/nginx:1"},
		implementations: map[string]string{"git-sync": "stand-in"},
	}
	assert.Equal(t, []string{"git-sync"}, images.standIns("image: volconf.local/git-sync:1\nimage: volconf.local/nginx:1"))
	assert.Empty(t, images.standIns("image: volconf.local/nginx:1"))
	images.implementations = nil // it is git-sync itself
	assert.Empty(t, images.standIns("image: volconf.local/git-sync:1"))
}
