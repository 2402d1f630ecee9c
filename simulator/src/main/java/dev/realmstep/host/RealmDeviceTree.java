package dev.realmstep.host;

import dev.realmstep.config.CommandLine;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.InterruptControllerMap;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.image.DeviceTreeNode;
import dev.realmstep.image.FlattenedDeviceTree;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The device tree of a realm, from its configuration alone.
 *
 * <p>Addresses of devices are those of the lower half, as kvmtool and QEMU write them: the guest adds the unprotected bit
 * itself once it knows that it is a realm.
 */
final class RealmDeviceTree {
    private static final int CLOCK = 1;
    /** What the UARTs of the reference boards run at; only the baud rate depends on it, and a simulated line has none. */
    private static final int CLOCK_HERTZ = 24_000_000;

    private static final int NS16550A_HERTZ = 1_843_200;
    private static final int INTERRUPT_CONTROLLER = 2;
    private static final int SHARED_PERIPHERAL = 0;
    private static final int PRIVATE_PERIPHERAL = 1;
    private static final int FIRST_SHARED_INTERRUPT = 32;
    private static final int EDGE_RISING = 1;
    private static final int LEVEL_HIGH = 4;
    private static final int LEVEL_LOW = 8;
    /** PPIs of the timers: secure physical, physical, virtual, and the hypervisor's, of which the guest uses two. */
    private static final int[] TIMERS = {13, 14, 11, 10};
    /** PPI of the performance monitors, the same with kvmtool and QEMU. */
    private static final int COUNTER_OVERFLOW = 7;

    private final RealmConfiguration configuration;

    private final Optional<InitrdPlace> initrd;

    private RealmDeviceTree(RealmConfiguration configuration, Optional<InitrdPlace> initrd) {
        this.configuration = configuration;
        this.initrd = initrd;
    }

    /**
     * The tree that a guest finds.
     *
     * @param initrd where the initial RAM file system is, if there is one
     */
    static FlattenedDeviceTree of(RealmConfiguration configuration, Optional<InitrdPlace> initrd) {
        return FlattenedDeviceTree.of(new RealmDeviceTree(configuration, initrd).root());
    }

    private DeviceTreeNode root() {
        DeviceTreeNode.Builder root = DeviceTreeNode.builder("")
                .cells("interrupt-parent", INTERRUPT_CONTROLLER)
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .strings("compatible", "linux,dummy-virt")
                .strings("model", "Realmstep realm")
                .child(chosen())
                .child(processors())
                .child(DeviceTreeNode.builder("psci")
                        .strings("compatible", "arm,psci-1.0", "arm,psci-0.2")
                        .strings("method", "smc")
                        .build());
        configuration.ram().forEach(region -> root.child(memory(region)));
        root.child(interruptController());
        root.child(timers());
        if (configuration.features().pmuCounters().isPresent()) {
            root.child(performanceMonitors());
        }
        root.child(clock());
        configuration.devices().stream().filter(RealmDeviceTree::isUart).forEach(device -> root.child(uart(device)));
        configuration.devices().stream()
                .filter(device ->
                        device.model().filter(DeviceModel.PL031::equals).isPresent())
                .forEach(device -> root.child(clock(device)));
        configuration.devices().stream()
                .filter(device -> device.model().filter(DeviceModel::isVirtio).isPresent())
                .forEach(device -> root.child(virtio(device)));
        return root.build();
    }

    private DeviceTreeNode chosen() {
        DeviceTreeNode.Builder chosen = DeviceTreeNode.builder("chosen");
        configuration.commandLine().map(CommandLine::text).ifPresent(text -> chosen.strings("bootargs", text));
        console().ifPresent(uart -> chosen.strings("stdout-path", "/" + nodeName(uart)));
        initrd.ifPresent(place ->
                chosen.doubleCells("linux,initrd-start", place.base()).doubleCells("linux,initrd-end", place.end()));
        return chosen.build();
    }

    /** A virtio console is none that a kernel could write to before it has drivers. */
    private Optional<DeviceDescription> console() {
        return configuration.devices().stream()
                .filter(device -> device.console().isPresent() && isUart(device))
                .findFirst();
    }

    private static boolean isUart(DeviceDescription device) {
        return device.model().filter(DeviceModel::isUart).isPresent();
    }

    private DeviceTreeNode processors() {
        DeviceTreeNode.Builder cpus =
                DeviceTreeNode.builder("cpus").cells("#address-cells", 2).cells("#size-cells", 0);
        for (int index = 0; index < configuration.vcpus(); index++) {
            long mpidr = RecParameters.mpidr(index);
            cpus.child(DeviceTreeNode.builder("cpu@%x".formatted(mpidr))
                    .strings("device_type", "cpu")
                    .strings("compatible", "arm,armv8")
                    .doubleCells("reg", mpidr)
                    .strings("enable-method", "psci")
                    .build());
        }
        return cpus.build();
    }

    private static DeviceTreeNode memory(RamRegion region) {
        return DeviceTreeNode.builder("memory@%x".formatted(region.base()))
                .strings("device_type", "memory")
                .doubleCells("reg", region.base(), region.size())
                .build();
    }

    private DeviceTreeNode interruptController() {
        InterruptControllerMap map = configuration.interruptController();
        return DeviceTreeNode.builder("intc@%x".formatted(map.distributor()))
                .strings("compatible", "arm,gic-v3")
                .cells("#interrupt-cells", 3)
                .flag("interrupt-controller")
                .doubleCells(
                        "reg",
                        map.distributor(),
                        InterruptControllerMap.DISTRIBUTOR_SIZE,
                        map.redistributors(),
                        configuration.vcpus() * InterruptControllerMap.REDISTRIBUTOR_SIZE)
                .cells("phandle", INTERRUPT_CONTROLLER)
                .build();
    }

    private static DeviceTreeNode timers() {
        return DeviceTreeNode.builder("timer")
                .strings("compatible", "arm,armv8-timer")
                .cells(
                        "interrupts",
                        Arrays.stream(TIMERS)
                                .flatMap(ppi -> IntStream.of(PRIVATE_PERIPHERAL, ppi, LEVEL_LOW))
                                .toArray())
                .flag("always-on")
                .build();
    }

    private static DeviceTreeNode performanceMonitors() {
        return DeviceTreeNode.builder("pmu")
                .strings("compatible", "arm,armv8-pmuv3")
                .cells("interrupts", PRIVATE_PERIPHERAL, COUNTER_OVERFLOW, LEVEL_HIGH)
                .build();
    }

    /** A PL011 does not probe under Linux without a clock. */
    private static DeviceTreeNode clock() {
        return DeviceTreeNode.builder("apb-pclk")
                .strings("compatible", "fixed-clock")
                .cells("#clock-cells", 0)
                .cells("clock-frequency", CLOCK_HERTZ)
                .strings("clock-output-names", "clk24mhz")
                .cells("phandle", CLOCK)
                .build();
    }

    private static DeviceTreeNode uart(DeviceDescription device) {
        DeviceTreeNode.Builder node = DeviceTreeNode.builder(nodeName(device));
        if (device.model().filter(model -> model == DeviceModel.PL011).isPresent()) {
            node.strings("compatible", "arm,pl011", "arm,primecell")
                    .cells("clocks", CLOCK, CLOCK)
                    .strings("clock-names", "uartclk", "apb_pclk");
        } else {
            node.strings("compatible", device.compatible()).cells("clock-frequency", NS16550A_HERTZ);
        }
        return withRegisters(node, device, LEVEL_HIGH).build();
    }

    private static DeviceTreeNode clock(DeviceDescription device) {
        DeviceTreeNode.Builder node = DeviceTreeNode.builder("rtc@%x".formatted(device.base()))
                .strings("compatible", "arm,pl031", "arm,primecell")
                .cells("clocks", CLOCK)
                .strings("clock-names", "apb_pclk");
        return withRegisters(node, device, LEVEL_HIGH).build();
    }

    /** Any virtio device: what it is, its registers tell. */
    private static DeviceTreeNode virtio(DeviceDescription device) {
        DeviceTreeNode.Builder node = DeviceTreeNode.builder("virtio_mmio@%x".formatted(device.base()))
                .strings("compatible", "virtio,mmio")
                .flag("dma-coherent");
        return withRegisters(node, device, EDGE_RISING).build();
    }

    private static DeviceTreeNode.Builder withRegisters(
            DeviceTreeNode.Builder node, DeviceDescription device, int trigger) {
        node.doubleCells("reg", device.base(), device.size());
        device.irq()
                .ifPresent(irq -> node.cells("interrupts", SHARED_PERIPHERAL, irq - FIRST_SHARED_INTERRUPT, trigger));
        return node;
    }

    private static String nodeName(DeviceDescription device) {
        return "uart@%x".formatted(device.base());
    }
}
