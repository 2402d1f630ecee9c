package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.InterruptControllerMap;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import java.util.List;

/** The GICv3's register frames are aligned, in the space, and nobody else's. */
final class InterruptControllerCheck implements RealmCheck {
    /** The GIC architecture (IHI 0069, 12.3) counts its frames in pages of 64 KiB. */
    private static final long FRAME_ALIGNMENT = 0x1_0000;

    private record Frames(String name, long base, long end) {
        boolean overlaps(long otherBase, long otherEnd) {
            return base < otherEnd && otherBase < end;
        }

        @Override
        public String toString() {
            return "the %s (%s to %s)".formatted(name, hex(base), hex(end));
        }
    }

    @Override
    public void check(RealmContext context, Findings findings) {
        InterruptControllerMap map = context.realm().interruptController();
        long redistributorsEnd =
                map.redistributors() + context.realm().vcpus() * InterruptControllerMap.REDISTRIBUTOR_SIZE;
        Frames distributor = new Frames(
                "GIC's distributor", map.distributor(), map.distributor() + InterruptControllerMap.DISTRIBUTOR_SIZE);
        Frames redistributors = new Frames("GIC's redistributors", map.redistributors(), redistributorsEnd);
        if (distributor.overlaps(redistributors.base, redistributors.end)) {
            findings.add(misplaced(context, "%s overlap %s".formatted(redistributors, distributor.name)));
        }
        List.of(distributor, redistributors).forEach(frames -> check(context, frames, findings));
    }

    private static void check(RealmContext context, Frames frames, Findings findings) {
        if (frames.base % FRAME_ALIGNMENT != 0) {
            findings.add(misplaced(context, "%s must begin at a multiple of 64K".formatted(frames)));
        }
        if (frames.base < 0 || frames.end > context.space().midpoint()) {
            findings.add(misplaced(
                    context,
                    "%s must be below %s: the guest reaches it at the same place in the upper half"
                            .formatted(frames, hex(context.space().midpoint()))));
        }
        for (RamRegion region : context.realm().ram()) {
            if (frames.overlaps(region.base(), region.end())) {
                findings.add(misplaced(
                                context,
                                "%s would be in the RAM from %s to %s: `gic` says another place"
                                        .formatted(frames, hex(region.base()), hex(region.end())))
                        .withRelated(RamPlacementCheck.extent(region), "the RAM is here"));
            }
        }
        for (DeviceDescription device : context.realm().devices()) {
            if (frames.overlaps(device.base(), device.end())) {
                findings.add(misplaced(
                        context,
                        "%s would be where `%s` is, %s to %s"
                                .formatted(frames, device.name(), hex(device.base()), hex(device.end()))));
            }
        }
    }

    private static Diagnostic misplaced(RealmContext context, String message) {
        TextRange range = context.realm().rangeOf(RealmProperty.GIC);
        return Diagnostic.of(DiagnosticCode.GIC_MISPLACED, range, message);
    }
}
