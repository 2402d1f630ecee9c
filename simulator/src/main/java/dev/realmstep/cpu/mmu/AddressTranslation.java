package dev.realmstep.cpu.mmu;

import dev.realmstep.cpu.mmu.DescriptorMemory.Walk;
import dev.realmstep.cpu.mmu.TranslationFault.Finder;
import dev.realmstep.memory.GranuleProtectionFault;
import dev.realmstep.memory.PhysicalPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The whole way of an access: stage 1, stage 2, alignment, granule protection check. */
public final class AddressTranslation {
    private final PhysicalPort port;
    private final Stage1Translation stage1;
    private final Stage2Translation stage2;

    /** @param port how the walker reaches tables; its granule protection check is also that of the accesses */
    public AddressTranslation(PhysicalPort port) {
        this.port = port;
        DescriptorMemory descriptors = new DescriptorMemory(port);
        this.stage2 = new Stage2Translation(descriptors);
        this.stage1 = new Stage1Translation(descriptors, stage2);
    }

    /**
     * Translates one access that lies within a page.
     *
     * @throws TranslationFault the first fault in the architecture's order
     */
    public Translation translate(TranslationRequest request) throws TranslationFault {
        return admit(request, translateUnchecked(request));
    }

    /** What is left to check when both stages are done. */
    private Translation admit(TranslationRequest request, Translation translation) throws TranslationFault {
        Walk access = new Walk(request, Finder.STAGE1, 0);
        if (translation.isDevice() && (request.address() & request.bytes() - 1) != 0) {
            throw access.fault(FaultStatus.ALIGNMENT, 0);
        }
        GranuleProtectionFault fault = port.protection().check(translation.space(), translation.address());
        request.record(new TranslationStep.GranuleChecked(translation.space(), translation.address(), fault));
        if (fault != null) {
            throw access.fault(FaultStatus.GRANULE_PROTECTION, 0, request.kind().writes(), fault);
        }
        return translation;
    }

    /** Both stages without the granule protection check of the output: what address translation instructions answer. */
    public Translation translateUnchecked(TranslationRequest request) throws TranslationFault {
        StageOutput output = stage1.translate(request);
        if (request.context().stage2() != null) {
            output = stage2.translate(request, output);
        }
        return translation(output);
    }

    /** Stage 1 alone: the output is an intermediate physical address where the context has a stage 2. */
    public Translation translateFirstStage(TranslationRequest request) throws TranslationFault {
        return translation(stage1.translate(request));
    }

    private static StageOutput identity(TranslationRequest request) {
        return new StageOutput(
                request.context().world(),
                request.address(),
                Translation.NORMAL,
                Descriptor.PHYSICAL_ADDRESS_BITS,
                true,
                false);
    }

    private static Translation translation(StageOutput output) {
        return new Translation(
                output.space(),
                output.address(),
                output.memoryAttribute(),
                output.mappedBits(),
                output.readable(),
                output.guarded());
    }

    /** Follows an address step by step, leaving no trace in memory. */
    public TranslationTrace trace(TranslationContext context, long address, AccessKind kind) {
        return trace(TranslationRequest.inquiry(context, address, kind, new ArrayList<>()), this::translate);
    }

    /** Follows an intermediate physical address, which is a physical one where the context has no stage 2. */
    public TranslationTrace traceSecondStage(TranslationContext context, long address, AccessKind kind) {
        return trace(TranslationRequest.inquiry(context, address, kind, new ArrayList<>()), request -> {
            StageOutput input = identity(request);
            StageOutput output = context.stage2() == null ? input : stage2.translate(request, input);
            return admit(request, translation(output));
        });
    }

    private interface Translator {
        Translation translate(TranslationRequest request) throws TranslationFault;
    }

    private static TranslationTrace trace(TranslationRequest request, Translator translator) {
        List<TranslationStep> steps = Objects.requireNonNull(request.steps());
        try {
            Translation result = translator.translate(request);
            return new TranslationTrace(List.copyOf(steps), result, null);
        } catch (TranslationFault fault) {
            return new TranslationTrace(List.copyOf(steps), null, fault);
        }
    }
}
