package main

import (
	"errors"
	"net"
	"net/netip"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// routeProtocol marks our routes, so that others' are never touched. Numbers above 4 and
// not in iproute2's rt_protos are free for such use.
const routeProtocol netlink.RouteProtocol = 144

// kernelTable is the node's main routing table.
type kernelTable struct{}

func (kernelTable) list() (map[netip.Prefix]netip.Addr, error) {
	filter := &netlink.Route{Protocol: routeProtocol, Table: unix.RT_TABLE_MAIN}
	routes, err := netlink.RouteListFiltered(netlink.FAMILY_ALL, filter, netlink.RT_FILTER_PROTOCOL|netlink.RT_FILTER_TABLE)
	if err != nil {
		return nil, err
	}
	have := map[netip.Prefix]netip.Addr{}
	for _, route := range routes {
		destination, ok := prefixOf(route.Dst)
		if !ok {
			continue
		}
		via, _ := netip.AddrFromSlice(route.Gw)
		have[destination] = via.Unmap()
	}
	return have, nil
}

func (kernelTable) replace(destination netip.Prefix, via netip.Addr) error {
	return netlink.RouteReplace(&netlink.Route{
		Dst: ipNet(destination), Gw: via.AsSlice(), Protocol: routeProtocol, Table: unix.RT_TABLE_MAIN,
	})
}

func (kernelTable) remove(destination netip.Prefix) error {
	err := netlink.RouteDel(&netlink.Route{
		Dst: ipNet(destination), Protocol: routeProtocol, Table: unix.RT_TABLE_MAIN,
	})
	if errors.Is(err, unix.ESRCH) {
		return nil // gone already
	}
	return err
}

func ipNet(prefix netip.Prefix) *net.IPNet {
	return &net.IPNet{IP: prefix.Addr().AsSlice(), Mask: net.CIDRMask(prefix.Bits(), prefix.Addr().BitLen())}
}

func prefixOf(network *net.IPNet) (netip.Prefix, bool) {
	if network == nil {
		return netip.Prefix{}, false
	}
	address, ok := netip.AddrFromSlice(network.IP)
	ones, _ := network.Mask.Size()
	return netip.PrefixFrom(address.Unmap(), ones), ok
}
