//go:build !before_1_34

package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"
	"k8s.io/component-base/logs"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

func newKubeletCommand() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) }

// prepareKubectl sets the verbosity, which has to be in force while kubectl is
// constructed: it loads plugins and preferences then.
func prepareKubectl() { _, _ = logs.GlogSetter(kubectl.GetLogVerbosity(os.Args)) }
