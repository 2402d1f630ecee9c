package dev.realmstep.dap;

import dev.realmstep.debugger.AddressRange;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.GuestModule;
import dev.realmstep.debugger.GuestModules;
import dev.realmstep.debugger.GuestProgram;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.lsp4j.debug.Module;
import org.eclipse.lsp4j.debug.ModuleEventArguments;
import org.eclipse.lsp4j.debug.ModuleEventArgumentsReason;
import org.eclipse.lsp4j.debug.ModulesArguments;
import org.eclipse.lsp4j.debug.ModulesResponse;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** The programs that the realm started with, and the modules that its Linux kernel has loaded since. */
final class ModuleRequests {
    private final DebugSession session;

    ModuleRequests(DebugSession session) {
        this.session = session;
    }

    ModulesResponse modules(ModulesArguments arguments) {
        List<Module> all = Stream.concat(
                        session.worldSymbols().programs().stream().map(ModuleRequests::describe),
                        loaded().stream().map(ModuleRequests::describe))
                .toList();
        int start = arguments.getStartModule() == null ? 0 : arguments.getStartModule();
        int count = arguments.getModuleCount() == null || arguments.getModuleCount() == 0
                ? all.size()
                : arguments.getModuleCount();
        ModulesResponse response = new ModulesResponse();
        response.setModules(all.stream().skip(start).limit(count).toArray(Module[]::new));
        response.setTotalModules(all.size());
        return response;
    }

    private List<GuestModule> loaded() {
        try {
            session.refreshModules();
        } catch (EvaluationException e) {
            // The kernel's memory is not to be seen from where the realm stands; what was noticed is shown.
        }
        return session.modules().all();
    }

    /** Tells a client of a module that came or went. */
    static void reportChange(GuestModules.Change change, IDebugProtocolClient client) {
        ModuleEventArguments event = new ModuleEventArguments();
        event.setReason(
                switch (change.event()) {
                    case LOADED -> ModuleEventArgumentsReason.NEW;
                    case UNLOADED -> ModuleEventArgumentsReason.REMOVED;
                });
        event.setModule(describe(change.module()));
        client.module(event);
    }

    private static Module describe(GuestProgram program) {
        Module described = new Module();
        described.setId(program.file());
        described.setName(program.name());
        described.setPath(program.file());
        described.setSymbolFilePath(program.file());
        described.setSymbolStatus("symbols");
        described.setAddressRange(text(program.extent()));
        return described;
    }

    /** A module may be loaded, unloaded and loaded again: its structure in the kernel tells which one is meant. */
    private static Module describe(GuestModule module) {
        Module described = new Module();
        described.setId("%s@%x".formatted(module.name(), module.loaded().structure()));
        described.setName(module.name());
        described.setSymbolStatus(module.status());
        module.symbols()
                .ifPresent(symbols -> described.setSymbolFilePath(symbols.file().toString()));
        module.extents().stream().findFirst().ifPresent(code -> described.setAddressRange(text(code)));
        return described;
    }

    private static String text(AddressRange range) {
        return "0x%x-0x%x".formatted(range.start(), range.end());
    }
}
