/** An operating system as EC2 and SSM each tell it. */
export type Image = {
  /** EC2's billing words. */
  details: string;
  ssmType: "Linux" | "Windows" | "MacOS";
  ssmName: string;
  ssmVersion: string;
  /** Runs on Graviton too. */
  arm: boolean;
};

function linux(ssmName: string, ssmVersion: string, arm: boolean, details = "Linux/UNIX"): Image {
  return { details, ssmType: "Linux", ssmName, ssmVersion, arm };
}

function windows(year: string, build: string, details = "Windows"): Image {
  const ssmName = `Microsoft Windows Server ${year} Datacenter`;
  return { details, ssmType: "Windows", ssmName, ssmVersion: `10.0.${build}`, arm: false };
}

function macos(ssmVersion: string): Image {
  return { details: "Linux/UNIX", ssmType: "MacOS", ssmName: "macOS", ssmVersion, arm: true };
}

export type ImageName = keyof typeof IMAGES;

/** The operating systems of the estate. EC2 bills a Mac as Linux/UNIX, so only SSM and the instance type tell it. */
export const IMAGES = {
  al2023: linux("Amazon Linux", "2023", true),
  al2: linux("Amazon Linux", "2", true),
  ubuntu20: linux("Ubuntu", "20.04", true, "Ubuntu Pro"),
  ubuntu22: linux("Ubuntu", "22.04", true),
  ubuntu24: linux("Ubuntu", "24.04", true),
  debian12: linux("Debian GNU/Linux", "12", true),
  rhel8: linux("Red Hat Enterprise Linux", "8.9", false, "Red Hat Enterprise Linux"),
  rhel9: linux("Red Hat Enterprise Linux", "9.4", false, "Red Hat Enterprise Linux"),
  sles15: linux("SLES", "15.5", false, "SUSE Linux"),
  centos7: linux("CentOS Linux", "7", false),
  bottlerocket: linux("Bottlerocket", "1.20.3", true),
  win2016: windows("2016", "14393"),
  win2019: windows("2019", "17763"),
  win2022: windows("2022", "20348"),
  win2022sql: windows("2022", "20348", "Windows with SQL Server Standard"),
  mac13: macos("13.6.7"),
  mac14: macos("14.5"),
} as const satisfies Record<string, Image>;
