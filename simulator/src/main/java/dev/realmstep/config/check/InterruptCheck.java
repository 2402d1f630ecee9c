package dev.realmstep.config.check;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Part;
import java.util.HashMap;
import java.util.Map;

/** Each device that has an interrupt has a shared peripheral interrupt of its own, and those that need one have one. */
final class InterruptCheck implements RealmCheck {
    /** INTIDs below are a processing element's own (SGIs and PPIs; GIC architecture, IHI 0069). */
    private static final int FIRST_SPI = 32;

    private static final int LAST_SPI = 1019;

    @Override
    public void check(RealmContext context, Findings findings) {
        Map<Integer, DeviceDescription> byIrq = new HashMap<>();
        for (DeviceDescription device : context.realm().devices()) {
            if (device.irq().isEmpty()) {
                checkNeed(device, findings);
                continue;
            }
            int irq = device.irq().getAsInt();
            DeviceDescription previous = byIrq.putIfAbsent(irq, device);
            if (irq < FIRST_SPI || irq > LAST_SPI) {
                findings.add(Diagnostic.of(
                        DiagnosticCode.IRQ_OUT_OF_RANGE,
                        device.source().of(Part.IRQ),
                        ("INTID %d is no shared peripheral interrupt: they are %d to %d, and SPI n of a device "
                                        + "tree is INTID n + %d")
                                .formatted(irq, FIRST_SPI, LAST_SPI, FIRST_SPI)));
            } else if (previous != null) {
                findings.add(Diagnostic.of(
                                DiagnosticCode.DUPLICATE_IRQ,
                                device.source().of(Part.IRQ),
                                "INTID %d is the interrupt of `%s` already".formatted(irq, previous.name()))
                        .withRelated(previous.source().of(Part.IRQ), "`" + previous.name() + "` has it here"));
            }
        }
    }

    /** By its interrupt alone does a virtio driver learn that a request is done; Linux does not even probe without. */
    private static void checkNeed(DeviceDescription device, Findings findings) {
        if (device.model().filter(DeviceModel::isVirtio).isPresent()) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.DEVICE_WITHOUT_INTERRUPT,
                    device.source().of(Part.COMPATIBLE),
                    "the guest cannot use `%s` without an interrupt: `irq N` is missing".formatted(device.name())));
        }
    }
}
