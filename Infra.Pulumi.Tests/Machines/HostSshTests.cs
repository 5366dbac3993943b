namespace Infra.Tests.Machines;

[Collection("machines")]
[Trait("Kind", "machine")]
public sealed class HostSshTests
{
    [MachineFact]
    public async Task Passwords_are_refused_and_keys_are_accepted()
    {
        await using var vps = await Vps.Guarded();
        string[] password = ["-o", "BatchMode=no", "-o", "PubkeyAuthentication=no", "-o", "NumberOfPasswordPrompts=0"];
        var before = await vps.Ssh("true", options: password);

        (await vps.Run(HostScript.Ssh)).Succeeded();
        (await vps.Run(HostScript.Confirm)).Succeeded();

        Assert.Contains("Permission denied (publickey,password)", before.Error, StringComparison.Ordinal);
        Assert.Contains("Permission denied (publickey).", (await vps.Ssh("true", options: password)).Error, StringComparison.Ordinal);
        (await vps.Ssh("true", user: "root")).Succeeded();
    }

    [MachineFact]
    public async Task Invalid_file_of_another_owner_never_takes_effect()
    {
        await using var vps = await Vps.Guarded();
        await vps.Put("/etc/ssh/sshd_config.d/60-person.conf", "PermitRootLogin perhaps\n");
        var before = await vps.Listing();

        var refused = (await vps.Run(HostScript.Ssh)).Refused();

        Assert.Equal("error: sshd refuses its configuration (/etc/ssh/sshd_config.d/60-person.conf line 1: "
            + "unsupported option \"perhaps\".); nothing was changed, correct that file", refused);
        Assert.Equal(before.Replace("PermitRootLogin perhaps", "", StringComparison.Ordinal), await vps.Listing());
        (await vps.Ssh("true")).Succeeded();
    }

    [MachineFact]
    public async Task Invalid_file_of_ours_is_replaced()
    {
        await using var vps = await Vps.Guarded();
        await vps.Put("/etc/ssh/sshd_config.d/00-infra.conf", "PasswordAuthentication perhaps\n");

        (await vps.Run(HostScript.Ssh)).Succeeded();
        (await vps.Run(HostScript.Confirm)).Succeeded();

        Assert.Equal("passwordauthentication no", await vps.Inside("sshd -T | grep ^passwordauthentication"));
    }

    [MachineFact]
    public async Task Server_that_ignores_the_file_is_refused()
    {
        await using var vps = await Vps.Guarded();
        await vps.Inside("sed -i '/^Include/d' /etc/ssh/sshd_config");

        Assert.Equal("error: sshd would ignore 00-infra.conf (passwordauthentication is not no); "
            + "begin /etc/ssh/sshd_config with the line: Include /etc/ssh/sshd_config.d/*.conf", (await vps.Run(HostScript.Ssh)).Refused());
    }
}
