package dev.realmstep.rmm.rmi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The commands of one version of the Realm Management Interface, by function identifier. */
public final class RmiCommands {
    /**
     * A command with its name.
     *
     * @param name as in the specification
     */
    public record Named(String name, RmiCommand command) {}

    private final Map<Long, Named> byFunction = new HashMap<>();

    private RmiCommands() {}

    /** The 23 commands of RMI 1.0 (RMM specification 1.0, B4.3). */
    public static RmiCommands version1_0(RmmModel model, FeatureRegister features) {
        RmiCommands commands = new RmiCommands();
        VersionCommands version = new VersionCommands(features);
        commands.add(0xC400_0150L, "RMI_VERSION", version::version);
        commands.add(0xC400_0165L, "RMI_FEATURES", version::features);
        GranuleCommands granule = new GranuleCommands(model);
        commands.add(0xC400_0151L, "RMI_GRANULE_DELEGATE", granule::delegate);
        commands.add(0xC400_0152L, "RMI_GRANULE_UNDELEGATE", granule::undelegate);
        DataCommands data = new DataCommands(model);
        commands.add(0xC400_0153L, "RMI_DATA_CREATE", data::create);
        commands.add(0xC400_0154L, "RMI_DATA_CREATE_UNKNOWN", data::createUnknown);
        commands.add(0xC400_0155L, "RMI_DATA_DESTROY", data::destroy);
        RealmCommands realm = new RealmCommands(model, features);
        commands.add(0xC400_0157L, "RMI_REALM_ACTIVATE", realm::activate);
        commands.add(0xC400_0158L, "RMI_REALM_CREATE", realm::create);
        commands.add(0xC400_0159L, "RMI_REALM_DESTROY", realm::destroy);
        RecCommands rec = new RecCommands(model);
        commands.add(0xC400_015AL, "RMI_REC_CREATE", rec::create);
        commands.add(0xC400_015BL, "RMI_REC_DESTROY", rec::destroy);
        commands.add(0xC400_0167L, "RMI_REC_AUX_COUNT", rec::auxiliaryCount);
        commands.add(0xC400_015CL, "RMI_REC_ENTER", new RecEnterCommand(model));
        RttCommands rtt = new RttCommands(model);
        commands.add(0xC400_015DL, "RMI_RTT_CREATE", rtt::create);
        commands.add(0xC400_015EL, "RMI_RTT_DESTROY", rtt::destroy);
        commands.add(0xC400_0161L, "RMI_RTT_READ_ENTRY", rtt::readEntry);
        commands.add(0xC400_0166L, "RMI_RTT_FOLD", rtt::fold);
        UnprotectedCommands unprotected = new UnprotectedCommands(model);
        commands.add(0xC400_015FL, "RMI_RTT_MAP_UNPROTECTED", unprotected::map);
        commands.add(0xC400_0162L, "RMI_RTT_UNMAP_UNPROTECTED", unprotected::unmap);
        RipasCommands ripas = new RipasCommands(model);
        commands.add(0xC400_0168L, "RMI_RTT_INIT_RIPAS", ripas::initialize);
        commands.add(0xC400_0169L, "RMI_RTT_SET_RIPAS", ripas::set);
        commands.add(0xC400_0164L, "RMI_PSCI_COMPLETE", new PsciCompleteCommand(model));
        return commands;
    }

    private void add(long function, String name, RmiCommand command) {
        byFunction.put(function, new Named(name, command));
    }

    /** The command with an identifier, if this version has it. */
    public Optional<Named> find(long function) {
        return Optional.ofNullable(byFunction.get(function));
    }
}
