package dev.realmstep.debugger;

import dev.realmstep.cpu.SecurityState;
import dev.realmstep.machine.VirtualCpu;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of the code of each world: that of a machine's normal world, and that of realms. The same address may be
 * code of both.
 */
public final class WorldSymbols {
    private final GuestSymbols normal;
    private final GuestSymbols realm;

    private WorldSymbols(GuestSymbols normal, GuestSymbols realm) {
        this.normal = normal;
        this.realm = realm;
    }

    /** Of a machine whose normal world is the embedded host: a realm's code is all there is to see. */
    static WorldSymbols ofRealm(GuestSymbols realm) {
        return new WorldSymbols(realm, realm);
    }

    /** Of a machine with software in both worlds. */
    static WorldSymbols ofMachine(GuestSymbols normal, GuestSymbols realms) {
        return new WorldSymbols(normal, realms);
    }

    /** Those of the world that a processor is in. */
    public GuestSymbols of(VirtualCpu cpu) {
        return of(cpu.world());
    }

    /** Those of a world. */
    public GuestSymbols of(SecurityState world) {
        return world == SecurityState.REALM ? realm : normal;
    }

    /** Those of realms. */
    GuestSymbols realm() {
        return realm;
    }

    /** Where a breakpoint at a place stops: in each world that has such a place. */
    List<CodeLocation> locationsOf(Breakpoint.Place place) {
        Stream<CodeLocation> inNormal = normal == realm ? Stream.empty() : locations(SecurityState.NON_SECURE, place);
        return Stream.concat(inNormal, locations(SecurityState.REALM, place)).toList();
    }

    private Stream<CodeLocation> locations(SecurityState world, Breakpoint.Place place) {
        return of(world).addressesOf(place).stream().map(address -> new CodeLocation(world, address));
    }

    /** An instruction for people. */
    String describe(CodeLocation location) {
        return of(location.world()).describe(location.address());
    }

    /** The programs that are known from the start. */
    public List<GuestProgram> programs() {
        Stream<GuestProgram> ofNormal = normal == realm ? Stream.empty() : normal.programs().stream();
        return Stream.concat(ofNormal, realm.programs().stream()).toList();
    }
}
