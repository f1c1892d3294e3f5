package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/cluster"
)

func (a app) clusterConfig() *cobra.Command {
	var flags engineFlags
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the kind configuration for this host, to make a cluster with kind itself",
		Long: `Print kind-config.yaml with what this host lacks patched in, each patch with a line
on standard error. The suite runs on a cluster made from it with -kubeconfig, once
the fixture images are loaded.`,
		Example: `  volconf cluster config >kind.yaml
  kind create cluster --config kind.yaml --image "$(jq -r .image ~/.cache/volconf/nodes/1.37.json)"`,
		Args: cobra.NoArgs,
	}
	flags.addTo(cmd, a)
	flags.addMinorTo(cmd, a)
	file := cmd.Flags().String("kind-config", "", "kind configuration to patch (default: the suite's own)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := flags.find(cmd.Context(), a, true)
		if err != nil {
			return err
		}
		o := cluster.Options{Images: p.images, Log: a.log}
		if *file != "" {
			if o.Config, err = os.ReadFile(*file); err != nil {
				return fmt.Errorf("reading the kind configuration: %w", err)
			}
		}
		config, err := cluster.KindConfig(p.engine, o)
		if err != nil {
			return err
		}
		_, err = a.out.Write(config)
		return err
	}
	return cmd
}
