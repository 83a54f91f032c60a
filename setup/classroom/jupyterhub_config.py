"""What a JupyterHub needs to know of the kit, once `setup/classroom/install` has run.

For The Littlest JupyterHub put this file into /opt/tljh/config/jupyterhub_config.d/; elsewhere load it from your own
configuration: load_subconfig("…/setup/classroom/jupyterhub_config.py"). README.md says where the numbers come from.
"""

import os

c = get_config()  # noqa: F821 (JupyterHub provides it)

folder = os.environ.get("SOCKETS_FOLDER", "/opt/sockets-live")

# A student's first start gives them a copy of the course in ~/sockets-live; later ones leave it as it is.
c.Spawner.cmd = [os.path.join(folder, "start-student"), "jupyterhub-singleuser"]
c.Spawner.default_url = "/lab/tree/sockets-live/notebooks/en/00_start_here.ipynb"

# Kept by spawners that can (systemd, Docker, Kubernetes); a plain process knows no limits.
c.Spawner.mem_limit = "2G"
c.Spawner.cpu_limit = 1.0
