package dev.tidings.faketeams.control;

import dev.tidings.faketeams.fault.Faults;
import dev.tidings.faketeams.inbound.BotDoor;
import dev.tidings.faketeams.login.BotFrameworkKeys;
import dev.tidings.faketeams.login.EntraTokens;
import dev.tidings.faketeams.referee.Referee;
import dev.tidings.faketeams.wire.Latency;
import dev.tidings.faketeams.world.World;

/// Everything that can be controlled.
public record Rig(
        World world,
        Acts acts,
        BotDoor door,
        Faults faults,
        Referee referee,
        EntraTokens tokens,
        BotFrameworkKeys keys,
        Latency latency) {}
